'use client';

import { useEffect, useId, useState } from 'react';

const THEMES = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
] as const;
type Theme = (typeof THEMES)[number]['theme'];

/** What public/theme.js reads on the next page. */
function keep(theme: Theme) {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Storage is refused: the choice holds for this page.
  }
}

/** Light, dark or as the system says. Without script it is not there, and the system's theme holds. */
export function ThemeSwitch() {
  const name = useId();
  const [theme, setTheme] = useState<Theme>('system');
  useEffect(() => {
    const chosen = document.documentElement.dataset.theme;
    if (chosen === 'light' || chosen === 'dark') setTheme(chosen);
  }, []);
  return (
    <fieldset data-needs-script="" data-print="hide" className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <legend className="float-left mr-4">Appearance</legend>
      {THEMES.map((entry) => (
        <label key={entry.theme} className="flex min-h-6 cursor-pointer items-center gap-1.5">
          <input
            type="radio"
            name={name}
            value={entry.theme}
            checked={theme === entry.theme}
            onChange={() => {
              setTheme(entry.theme);
              keep(entry.theme);
            }}
            className="size-4 accent-ink"
          />
          {entry.label}
        </label>
      ))}
    </fieldset>
  );
}
