"""The scan for faults: axe, told to write down and work out nothing twice."""

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # ships no types

# It finds the same with what is added: only what is faulty is written down, and a colour is worked out once.
QUICKER = """
axe.configure({noHtml: true});
axe.commons.color.Color.prototype.parseString = (read => {
  const known = new Map();
  return function (text) {
    if (!known.has(text)) known.set(text, read.call(new axe.commons.color.Color(), text));
    const {r, g, b, alpha} = known.get(text);
    return Object.assign(this, {r, g, b, alpha});
  };
})(axe.commons.color.Color.prototype.parseString);
"""
# Whether a text stands out follows from its colour, its size and all grounds below it, each as the browser
# works it out. What stood out once is not measured again, on no page; what did not, or is in doubt, is each
# time. A text that is moved out of its place may lie on what is not around it: it is measured wherever it is.
STOOD_OUT = """
axe.stoodOut = new Set();
axe.rememberGrounds = () => { axe.grounds = new Map(); };
(() => {
  const fields = new Set(['INPUT', 'SELECT', 'TEXTAREA']);
  const inPlace = s => (s.position === 'static' || (s.position === 'relative'
      && [s.top, s.right, s.bottom, s.left].every(side => side === 'auto' || parseFloat(side) === 0)))
    && s.float === 'none' && s.transform === 'none' && s.translate === 'none'
    && ![s.marginTop, s.marginRight, s.marginBottom, s.marginLeft].some(side => side.startsWith('-'));
  const ground = element => {
    if (!element) return '';
    if (!axe.grounds.has(element)) {
      const s = getComputedStyle(element);
      const below = ground(element.parentElement);
      const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.mixBlendMode, s.filter].join(' ');
      axe.grounds.set(element, below === null || !inPlace(s) ? null
        : own === 'rgba(0, 0, 0, 0) none 1 normal none' ? below : `${below} > ${own}`);
    }
    return axe.grounds.get(element);
  };
  const seen = element => {
    const below = ground(element);
    if (below === null) return null;
    const s = getComputedStyle(element);
    return [s.color, s.fontSize, s.fontWeight, s.textShadow, s.webkitTextStroke, below].join(' ');
  };
  const rule = axe._audit.rules.find(each => each.id === 'color-contrast');
  const matches = rule.matches;
  const isText = node => node.nodeType === Node.TEXT_NODE && node.data.trim();
  rule.matches = (element, ...others) =>
    (fields.has(element.tagName) || [...element.childNodes].some(isText))
    && !axe.stoodOut.has(seen(element)) && matches.call(rule, element, ...others);
  const check = axe._audit.checks['color-contrast'];
  const evaluate = check.evaluate;
  check.evaluate = function (element, ...others) {
    let told = {};
    const {data} = this;
    this.data = facts => { told = facts; data.call(this, facts); };
    const enough = evaluate.call(this, element, ...others);
    const look = seen(element);
    if (enough === true && told.contrastRatio && look !== null) axe.stoodOut.add(look);
    return enough;
  };
})();
"""
SCAN = AXE_SCRIPT + QUICKER + STOOD_OUT
