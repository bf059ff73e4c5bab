// Runs before anything is drawn, so that a chosen theme does not flash. A file of its own: the page needs no inline script.
(() => {
  const root = document.documentElement;
  root.dataset.script = 'on';
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Storage is refused: the system's theme holds.
  }
})();
