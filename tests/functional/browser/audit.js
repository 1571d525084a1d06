// What hinders somebody on the page in which this runs, as a list of words.

(() => {
  const faults = [];
  const seen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility === 'visible';
  const told = (node) => `${node.localName}#${node.id}.${node.className} "${node.textContent.trim().slice(0, 40)}"`;
  const colour = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a), a: 1,
  });
  const ground = (node) => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) layers.push(colour(getComputedStyle(each).backgroundColor));
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    return layers.reduceRight((below, top) => over(top, below), dark ? { r: 18, g: 18, b: 18, a: 1 } : { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = ({ r, g, b }) => [r, g, b].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const ids = new Set();
  for (const node of document.querySelectorAll('[id]')) {
    if (ids.has(node.id)) faults.push(`twice the same id: ${node.id}`);
    ids.add(node.id);
  }
  for (const node of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
    for (const name of ['aria-labelledby', 'aria-describedby']) {
      for (const id of (node.getAttribute(name) ?? '').split(' ').filter(Boolean)) {
        if (!ids.has(id)) faults.push(`${told(node)}: no element ${id}`);
      }
    }
  }
  for (const node of document.querySelectorAll('body *')) {
    if (!seen(node)) continue;
    const style = getComputedStyle(node);
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (own && node.namespaceURI.endsWith('xhtml') && !node.closest('.only-read, noscript') && style.clipPath === 'none') {
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const found = contrast(over(colour(style.color), ground(node)), ground(node));
      if (found < (isLarge ? 3 : 4.5)) faults.push(`contrast ${found.toFixed(2)}: ${told(node)}`);
      if (size < 12) faults.push(`text of ${size} px: ${told(node)}`);
    }
    if (node.matches('input:not([type=radio]), textarea, select, button:not(.plain)')) {
      const edge = contrast(over(colour(style.borderTopColor), ground(node.parentElement)), ground(node.parentElement));
      if (edge < 3 && node.getAttribute('aria-disabled') !== 'true') faults.push(`edge ${edge.toFixed(2)}: ${told(node)}`);
    }
    if (node.matches('button, summary, select, textarea, input')) {
      const box = node.getBoundingClientRect();
      if (box.height < 24 || box.width < 24) faults.push(`small target: ${told(node)}`);
    }
  }
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.querySelectorAll('body *')].filter((node) => seen(node) && node.getBoundingClientRect().right > width + 1 && !node.closest('.scroll, .only-read'));
    faults.push(`wider than ${width}: ${wide.slice(0, 3).map(told).join('; ')}`);
  }
  let level = 0;
  for (const node of document.querySelectorAll('h1, h2, h3, h4')) {
    if (!seen(node)) continue;
    const next = Number(node.localName[1]);
    if (next > level + 1) faults.push(`heading ${next} after ${level}: ${told(node)}`);
    level = next;
  }
  if (!document.documentElement.lang) faults.push('no language');
  if (!document.title) faults.push('no title');
  return faults;
})()
