// Reads the e-mails that the server shows instead of sending them, as a newcomer does.
import { address } from './browser.mjs';

/** How long an e-mail may take to be written and shown. */
const PATIENCE = 30_000;
const PAUSE = 500;
/** The wanted one is among the newest. */
const LOOKED_AT = 5;

/**
 * Follows the newest link that leads to a page of the app (`confirm`, `reset-password`), in a tab of its own: that tab. The
 * page does not keep the token in its address.
 */
export async function followLink(page, name) {
  const { mail } = await (await fetch(new URL('/api/v1/platform', address))).json();
  if (!mail) throw new Error('this server shows no mail');
  const tab = await page.context().newPage();
  const list = new URL(mail, address).href;
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const link = await newestLink(tab, list, name);
    if (link) {
      await link.click();
      await tab.locator('h1').first().waitFor();
      await tab.waitForURL((url) => url.pathname === `/${name}` && url.search === '');
      return tab;
    }
    if (Date.now() > deadline) throw new Error(`no e-mail has a link to ${name}`);
    await tab.waitForTimeout(PAUSE);
  }
}

async function newestLink(tab, list, name) {
  await tab.goto(list);
  const links = tab.locator(`a[href*="${new URL(list).pathname}/"]`);
  const letters = await links.evaluateAll((found) => found.map((link) => link.href));
  for (const letter of letters.slice(0, LOOKED_AT)) {
    await tab.goto(letter);
    const link = tab.locator(`a[href*="/${name}?token="]`).first();
    if ((await link.count()) > 0) return link;
  }
  return null;
}

/** Opens the link of the welcome e-mail; the page that signed up notices by itself. */
export async function confirmAccount(page) {
  const tab = await followLink(page, 'confirm');
  await tab.getByRole('heading', { name: 'Your account is confirmed' }).waitFor();
  await tab.close();
}
