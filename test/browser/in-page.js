/** What runs inside the page to look at it. Each function travels there as text, so it holds all it needs. */

/** What reaches past the window's sides, except code and tables, which scroll in boxes of their own. */
export function overhanging() {
  const width = document.documentElement.clientWidth;
  const overhangs = (element) => {
    const { left, right, width: own } = element.getBoundingClientRect();
    return own > 1 && (right > width + 0.5 || left < -0.5) && !element.closest('pre, .table, .unseen, dialog:not([open])');
  };
  const elements = [...document.body.querySelectorAll('*')].filter((element) => overhangs(element));
  const scrollers = [...document.querySelectorAll('html, body, body *')].filter(
    (element) =>
      element.scrollWidth > element.clientWidth + 1 &&
      !element.matches('pre, .table, .unseen, .unseen *') &&
      ['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX) &&
      element.getBoundingClientRect().width > 1 &&
      element.tagName !== 'INPUT',
  );
  return [...elements, ...scrollers].map((element) => element.outerHTML.slice(0, 120));
}

/** Text whose colour does not stand out enough from what is behind it (WCAG 1.4.3), as `ratio: text`. */
export function faint() {
  const rgba = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], [r2, g2, b2]) => [r, g, b].map((part, at) => part * a + [r2, g2, b2][at] * (1 - a));
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, behind(element.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (element, style) => {
    const back = behind(element);
    const [light, dark] = [luminance(over(rgba(style.color), back)), luminance(back)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const found = [];
  const judge = (element, style, text) => {
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = ratio(element, style);
    if (contrast < (large ? 3 : 4.5)) found.push(`${contrast.toFixed(2)}: ${text.slice(0, 60)}`);
  };
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.matches(':disabled, option')) continue;
    const text = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data.trim()).join(' ');
    if (text.trim() !== '') judge(element, getComputedStyle(element), text);
    if (element.placeholder) judge(element, getComputedStyle(element, '::placeholder'), element.placeholder);
  }
  return found;
}

/** What a finger is meant to hit and that is smaller than 44 × 44 pixels. */
export function small() {
  const targets = 'button, select, input:not([type=checkbox], [type=radio]), textarea, summary, label:has(input)';
  return [...document.querySelectorAll(targets)]
    .filter((element) => element.checkVisibility())
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 43.5 || box.height < 43.5)
    .map(({ element, box }) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 120)}`);
}
