/**
 * What was typed after the command, as it was typed. The manifest asks Slack to mark people, channels and groups
 * (`should_escape`), because that alone tells their ids; it then escapes `&`, `<` and `>` and marks links as well.
 */
export function commandText(sent: string): string {
  return sent.replace(/<([^<>]*)>|&(amp|lt|gt);/g, (all, marked: string | undefined, entity: string | undefined) => {
    if (entity !== undefined) return entity === 'amp' ? '&' : entity === 'lt' ? '<' : '>';
    if (marked === undefined || /^[@#!]/.test(marked)) return all;
    const [address = '', shown] = marked.split('|');
    return shown ?? address.replace(/^mailto:/, '');
  });
}
