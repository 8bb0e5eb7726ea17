/**
 * What Discord documents as its limits: the one table the double judges by, written by hand from the documentation and
 * not from the program's own table. Sources are pages of https://docs.discord.com/developers/. Lengths are counted in
 * UTF-16 units, which is never less than Discord counts.
 */

const mebibyte = 1024 * 1024;
const minuteMs = 60_000;

export const limits = {
  /** resources/message#create-message */
  content: 2000,
  /** resources/message#create-message */
  nonce: 25,
  /** "The past few minutes" (resources/message#create-message): the shortest reading, so that nobody relies on more. */
  nonceWindowMs: 2 * minuteMs,
  /** resources/message#create-message */
  requestBytes: 25 * mebibyte,
  /** reference#uploading-files; without boosts */
  fileBytes: 10 * mebibyte,
  /** Error 30015 (topics/opcodes-and-status-codes#json) */
  files: 10,
  /** resources/message#attachment-object-attachment-request-structure */
  fileDescription: 1024,
  /** resources/message#allowed-mentions-object-allowed-mentions-structure */
  allowedMentionIds: 100,
  /** resources/message#get-channel-messages */
  listedMessages: 100,
  /** resources/message#create-message */
  embeds: 10,
  /** resources/message#embed-object-embed-limits, also the following */
  embedTitle: 256,
  embedDescription: 4096,
  embedFields: 25,
  embedFieldName: 256,
  embedFieldValue: 1024,
  embedFooter: 2048,
  embedAuthor: 256,
  /** Over all embeds of a message together. */
  embedText: 6000,

  /** Nested ones count (components/reference) */
  components: 40,
  /** components/reference#legacy-message-component-behavior */
  legacyRows: 5,
  /** Over all text displays of a message together; guide of discord.js, display-components */
  text: 4000,
  /** components/reference#anatomy-of-a-component-custom-id */
  customId: 100,
  /** components/reference#action-row-action-row-structure */
  buttonsInRow: 5,
  /** components/reference#button-button-structure, also the following */
  buttonLabel: 80,
  buttonUrl: 512,
  /** components/reference#string-select-string-select-structure, also the following */
  selectOptions: 25,
  selectValues: 25,
  placeholder: 150,
  optionLabel: 100,
  optionValue: 100,
  optionDescription: 100,
  /** components/reference#section-section-structure */
  sectionTexts: 3,
  /** components/reference#media-gallery-media-gallery-structure, also the following */
  galleryItems: 10,
  mediaDescription: 1024,
  /** components/reference#container-container-structure */
  accentColor: 0xffffff,

  /** interactions/receiving-and-responding#interaction-response-object-modal, also the following */
  modalTitle: 45,
  modalComponents: 5,
  /** components/reference#label-label-structure, also the following */
  label: 45,
  labelDescription: 100,
  /** components/reference#text-input-text-input-structure, also the following */
  textInput: 4000,
  inputPlaceholder: 100,
  /** components/reference#radio-group-structure, from two up */
  radioOptions: 10,
  /** components/reference#checkbox-group-structure */
  checkboxOptions: 10,
  /** components/reference#file-upload-file-upload-structure */
  uploadedFiles: 10,

  /** interactions/application-commands#registering-a-command */
  chatInputCommands: 100,
  /** Error 30034; per day and guild, or globally (interactions/application-commands#registering-a-command) */
  commandCreatesPerDay: 200,
  /** interactions/application-commands#application-command-object-application-command-structure, also the following */
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  stringOption: 6000,
  /** Names, descriptions and values together, of each the longest locale. */
  commandSize: 8000,

  /** interactions/receiving-and-responding#interaction-callback, also the following */
  callbackMs: 3000,
  tokenMs: 15 * minuteMs,

  /** resources/channel#start-thread-from-message */
  threadName: 100,
  /** Minutes (resources/channel#start-thread-from-message) */
  archiveMinutes: [60, 1440, 4320, 10_080],
  /** Error 160006; the number is not in the documentation but in reports */
  activeThreads: 1000,
  /** Error 30046: edits of a message older than an hour are throttled. The number is not documented; this is strict. */
  oldMessageMs: 60 * minuteMs,
  oldMessageEdits: 5,

  /** topics/rate-limits#global-rate-limit */
  requestsPerSecond: 50,
  /** events/gateway#rate-limiting */
  gatewaySends: 120,
  gatewaySendsMs: minuteMs,
  /** events/gateway#session-start-limit-object */
  sessionStarts: 1000,
  sessionStartsMs: 24 * 60 * minuteMs,
  /** events/gateway#sharding */
  guildsPerShard: 2500,
} as const;

/**
 * Requests per window and major id of the routes that users measured (discord/discord-api-docs issues 20 and 2701);
 * Discord says not to rely on any. All other routes have the last line.
 */
export const routeLimits: { readonly [route: string]: { limit: number; windowMs: number } } = {
  'POST /channels/:channel/messages': { limit: 5, windowMs: 5000 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, windowMs: 5000 },
  'POST /webhooks/:application/:token': { limit: 5, windowMs: 2000 },
  'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, windowMs: 2000 },
};
export const otherRoutesLimit = { limit: 10, windowMs: 1000 };
