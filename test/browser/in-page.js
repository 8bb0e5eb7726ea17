/** What runs inside the page to look at it. Each function travels there as text, so it holds all it needs. */

/** What reaches past the window's sides or scrolls sideways, except code and tables, which scroll in boxes of their own. */
export function overhanging() {
  const hidden = (element) => element.closest('dialog:not([open])') || getComputedStyle(element).clipPath !== 'none';
  const overhangs = (element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (right > document.documentElement.clientWidth + 0.5 || left < -0.5);
  };
  const scrolls = (element) =>
    !element.matches('input') &&
    element.scrollWidth > element.clientWidth + 1 &&
    getComputedStyle(element).overflowX !== 'visible';
  return [...document.querySelectorAll('body, body *')]
    .filter((element) => !hidden(element) && !element.closest('pre, .table'))
    .filter((element) => overhangs(element) || scrolls(element))
    .map((element) => element.outerHTML.slice(0, 120));
}

/** Text whose colour does not stand out enough from what is behind it (WCAG 1.4.3), as `ratio: text`. */
export function faint() {
  const rgba = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
  const behind = (element) => {
    const colour = element ? rgba(getComputedStyle(element).backgroundColor) : [255, 255, 255, 1];
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(element.parentElement));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (element, style) => {
    const back = behind(element);
    const [dark, light] = [luminance(over(rgba(style.color), back)), luminance(back)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const texts = (element) => {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const text = own.map(({ data }) => data.trim()).join(' ');
    return [
      { element, text, style: getComputedStyle(element) },
      { element, text: element.placeholder ?? '', style: getComputedStyle(element, '::placeholder') },
    ].filter((piece) => piece.text.trim() !== '');
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.checkVisibility() && !element.matches(':disabled, option'))
    .flatMap(texts)
    .map(({ element, text, style }) => ({ text, ratio: contrast(element, style) }))
    .filter(({ ratio }) => ratio < 4.5)
    .map(({ text, ratio }) => `${ratio.toFixed(2)}: ${text.slice(0, 60)}`);
}

/** What a finger is meant to hit and that is smaller than 44 × 44 pixels. */
export function small() {
  const targets = 'button, select, textarea, summary, label:has(input), input:not([type="checkbox"], [type="radio"])';
  return [...document.querySelectorAll(targets)]
    .filter((element) => element.checkVisibility())
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 43.5 || box.height < 43.5)
    .map(
      ({ element, box }) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 120)}`,
    );
}
