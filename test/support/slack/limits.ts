/**
 * What Slack takes, each row with its source: a page of https://docs.slack.dev/, or where only others have measured it.
 * Written by hand and apart from the program's own table, so that a mistake there is seen here.
 */

const blocks = 'reference/block-kit/blocks';
const elements = 'reference/block-kit/block-elements';
const objects = 'reference/block-kit/composition-objects';

export const limits = {
  messageBlocks: { most: 50, from: blocks },
  viewBlocks: { most: 100, from: blocks },
  /** Characters of all blocks of a message as JSON. */
  messageSize: { most: 13_200, from: 'undocumented: github.com/slackapi/bolt-js issues 2509 and 2867' },
  /** More is cut off. */
  postText: { most: 40_000, from: 'reference/methods/chat.postMessage' },
  /** More is refused. */
  updateText: { most: 4000, from: 'reference/methods/chat.update' },
  blockId: { most: 255, from: blocks },
  actionId: { most: 255, from: elements },

  textObject: { most: 3000, from: `${objects}/text-object` },
  sectionFields: { most: 10, from: `${blocks}/section-block` },
  sectionField: { most: 2000, from: `${blocks}/section-block` },
  header: { most: 150, from: `${blocks}/header-block` },
  contextElements: { most: 10, from: `${blocks}/context-block` },
  actionsElements: { most: 25, from: `${blocks}/actions-block` },
  imageAlt: { most: 2000, from: `${blocks}/image-block` },
  imageTitle: { most: 2000, from: `${blocks}/image-block` },
  imageUrl: { most: 3000, from: `${blocks}/image-block` },
  inputLabel: { most: 2000, from: `${blocks}/input-block` },
  inputHint: { most: 2000, from: `${blocks}/input-block` },
  /** Over all markdown blocks of a payload. */
  markdown: { most: 12_000, from: `${blocks}/markdown-block` },
  tableRows: { most: 100, from: `${blocks}/table-block` },
  tableCells: { most: 20, from: `${blocks}/table-block` },
  tableColumnSettings: { most: 20, from: `${blocks}/table-block` },
  /** Over all tables of a message. */
  tableText: { most: 10_000, from: `${blocks}/table-block` },
  /** Newer copies of the page no longer say `only_one_table_allowed`. */
  tables: { most: 1, from: `${blocks}/table-block, older copies` },

  buttonText: { most: 75, from: `${elements}/button-element` },
  buttonValue: { most: 2000, least: 0, from: `${elements}/button-element` },
  url: { most: 3000, from: `${elements}/button-element` },
  accessibilityLabel: { most: 75, from: `${elements}/button-element` },
  placeholder: { most: 150, from: `${elements}/select-menu-element` },
  selectOptions: { most: 100, from: `${elements}/select-menu-element` },
  optionGroups: { most: 100, from: `${elements}/select-menu-element` },
  checkboxes: { most: 10, from: `${elements}/checkboxes-element` },
  radioButtons: { most: 10, from: `${elements}/radio-button-group-element` },
  overflowOptions: { most: 5, from: `${elements}/overflow-menu-element` },
  textInput: { most: 3000, from: `${elements}/plain-text-input-element` },

  optionText: { most: 75, from: `${objects}/option-object` },
  /** @slack/types 3.2.0 says 75, newer copies of the page 150. */
  optionValue: { most: 75, from: `${objects}/option-object` },
  optionDescription: { most: 75, from: `${objects}/option-object` },
  optionGroupLabel: { most: 75, from: `${objects}/option-group-object` },
  confirmTitle: { most: 100, from: `${objects}/confirmation-dialog-object` },
  confirmText: { most: 300, from: `${objects}/confirmation-dialog-object` },
  confirmButton: { most: 30, from: `${objects}/confirmation-dialog-object` },

  /** Title, submit and close. */
  viewTitle: { most: 24, from: 'reference/views/modal-views' },
  privateMetadata: { most: 3000, least: 0, from: 'reference/views/modal-views' },
  callbackId: { most: 255, least: 0, from: 'reference/views/modal-views' },
  externalId: { most: 255, least: 0, from: 'reference/views/modal-views' },
  viewStack: { most: 3, from: 'surfaces/modals' },
  viewSize: { most: 250_000, from: 'reference/methods/views.open' },

  triggerMs: { most: 3000, from: 'interactivity/handling-user-interaction' },
  ackMs: { most: 3000, from: 'interactivity/implementing-slash-commands' },
  responseUrlUses: { most: 5, from: 'interactivity/handling-user-interaction' },
  responseUrlMs: { most: 30 * 60_000, from: 'interactivity/handling-user-interaction' },
  socketConnections: { most: 10, from: 'apis/events-api/using-socket-mode' },
  /** How long the URL of a connection may wait to be used. */
  socketTicketMs: { most: 30_000, from: 'apis/events-api/using-socket-mode' },
  tokenMs: { most: 43_200_000, from: 'authentication/using-token-rotation' },
  liveTokens: { most: 2, from: 'authentication/using-token-rotation' },
  oauthCodeMs: { most: 10 * 60_000, from: 'authentication/installing-with-oauth' },
} as const;
