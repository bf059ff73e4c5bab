// Tells the page around an embed how high it is, so that it can fit the frame. Nothing depends on it.
if (parent !== window) {
  const say = () =>
    parent.postMessage({ type: 'attrition-ledger:height', height: document.documentElement.offsetHeight }, '*');
  new ResizeObserver(say).observe(document.documentElement);
  addEventListener('load', say);
}
