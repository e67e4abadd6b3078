// Photographs every page: wide and narrow, in both languages and both themes.
import {
  open, operators, pages, photograph, publicly, putOffCompletion, sandbox, signIn, signInAsOperator, visit, withBrowser,
} from './browser.mjs';

const name = (path, look) => `${path.slice(1).replaceAll(/[/?=&+]/g, '-') || 'home'}-${look.width}-${look.language}-${look.theme}`;

await withBrowser(async (browser) => {
  for (const width of [1440, 390]) {
    for (const language of ['fr', 'en']) {
      for (const theme of ['light', 'dark']) {
        const look = { width, height: width === 390 ? 844 : 900, language, theme };
        const page = await open(browser, look);
        for (const path of publicly) await visit(page, path).then(() => photograph(page, name(path, look)));
        await signIn(page);
        await visit(page, pages[0]).then(() => photograph(page, name('/completion', look)));
        await putOffCompletion(page);
        for (const path of pages) await visit(page, path).then(() => photograph(page, name(path, look)));
        await visit(page, sandbox).then(() => photograph(page, name('/sandbox', look)));
        await signInAsOperator(page);
        for (const path of operators) await visit(page, path).then(() => photograph(page, name(path, look)));
        if (page.faults.length > 0) console.error(page.faults.join('\n'));
        await page.context().close();
      }
    }
  }
});
