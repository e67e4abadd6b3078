// An account's life with a mouse and a keyboard: opened, confirmed, completed, protected, used by a program, and got back
// after its password was forgotten.
import { account, address, open, password, photograph, sandbox, settled, withBrowser } from './browser.mjs';
import { confirmAccount, followLink } from './mail.mjs';
import { authenticator } from './totp.mjs';

const MOBILE = '+33612345677';
const SECOND_PASSWORD = 'violet anchor beside seventeen lanterns';
const THIRD_PASSWORD = 'a marble staircase full of otters';

const button = (page, name) => page.getByRole('button', { name, exact: true });
const go = async (page, path) => {
  await page.goto(path);
  await settled(page);
};

async function signUp(page) {
  await go(page, '/sign-up');
  await page.getByLabel('Account ID').fill(account);
  await page.getByLabel('E-mail').fill(`${account}@example.org`);
  await page.getByLabel('Password').fill('password12');
  await button(page, 'Open the account').click();
  await page.getByText('among the first that a thief tries').waitFor();
  await page.getByLabel('Password').fill(password);
  await button(page, 'Open the account').click();
  await page.getByRole('dialog', { name: 'Complete your account' }).waitFor();
}

async function complete(page) {
  const dialog = page.getByRole('dialog', { name: 'Complete your account' });
  await dialog.getByText('Confirm your e-mail address first, then your mobile.').waitFor();
  await dialog.getByLabel('First and last name').fill('Anne Martin');
  await button(dialog, 'Save').click();
  await dialog.getByRole('heading', { name: 'Who you are' }).waitFor({ state: 'detached' });

  // "Later" holds over a reload, and no longer than this session.
  await button(dialog, 'Later').click();
  await page.reload();
  await settled(page);
  await page.getByText('Nothing can be sent before.').waitFor();
  if (await dialog.isVisible()) throw new Error('the dialog came back before the next sign-in');
  await go(page, '/campaigns/new');
  if (await button(page, 'Send').isEnabled()) throw new Error('an unconfirmed account may press Send');
  await button(page, 'Sign out').first().click();
  await signIn(page, password);
  await dialog.waitFor();

  await confirmAccount(page);
  await dialog.getByLabel('Mobile number').fill(MOBILE);
  await button(dialog, 'Send the code').click();
  await dialog.getByLabel('Code of 6 digits').fill(wrong(await codeOnPhone()));
  await button(dialog, 'Certify').click();
  await dialog.getByText('4 tries left').waitFor();
  await dialog.getByLabel('Code of 6 digits').fill(await codeOnPhone());
  await button(dialog, 'Certify').click();
  await page.getByText('Your account is complete.').waitFor();
  await dialog.waitFor({ state: 'hidden' });
}

/** The code that the phone has received. */
async function codeOnPhone() {
  for (let tries = 0; tries < 60; tries += 1) {
    const phone = await (await fetch(new URL(`/handsets/${encodeURIComponent(MOBILE)}`, sandbox))).json();
    const code = phone.messages?.at(-1)?.text.match(/\b\d{6}\b/);
    if (code) return code[0];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('no code came to the phone');
}

const wrong = (code) => (code.startsWith('9') ? '0' : '9') + code.slice(1);

async function gift(page) {
  await page.getByRole('link', { name: 'Credits', exact: true }).first().click();
  const row = page.getByRole('row').filter({ hasText: 'Gift for a certified mobile' });
  await row.getByText('+20').waitFor();
}

/** The app on the phone of this person, and the codes on paper. */
let app;
let recovery = [];

async function protect(page) {
  await go(page, '/account/security');
  await button(page, 'Set it up').click();
  const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
  app = authenticator(secret);
  await page.getByLabel('Code of your app').fill(await app.code());
  await button(page, 'Turn on').click();
  await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
  recovery = await page.locator('.code-list code').allInnerTexts();
  if (recovery.length !== 10) throw new Error(`${recovery.length} recovery codes`);
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Download').click()]);
  if (!file.suggestedFilename().endsWith('.txt')) throw new Error(`saved as ${file.suggestedFilename()}`);
  await button(page, 'I have kept them').click();
  await page.getByText('10 recovery codes are left.').waitFor();
}

async function signIn(page, secret) {
  await page.getByLabel('Account ID').fill(account);
  await page.getByLabel('Password').fill(secret);
  await button(page, 'Sign in').click();
}

async function signInWithCode(page) {
  await button(page, 'Sign out').first().click();
  // Whoever followed a link and had to sign in arrives where it led.
  await go(page, '/account/password');
  await signIn(page, 'not this password');
  await page.getByText('The account ID or the password is wrong.').waitFor();
  await signIn(page, password);
  await page.getByLabel('Code of your app').fill('000000');
  await button(page, 'Sign in').click();
  await page.getByText('This code is not right.').waitFor();
  await page.getByLabel('Code of your app').fill(await app.code());
  await button(page, 'Sign in').click();
  await page.getByRole('heading', { name: 'Password', level: 1 }).waitFor();
}

async function changePassword(page) {
  await page.getByLabel('Present password').fill(password);
  await page.getByLabel('New password', { exact: true }).fill(SECOND_PASSWORD);
  await page.getByLabel('New password, once more').fill('something else');
  await button(page, 'Use a recovery code instead').click();
  await page.getByLabel('Recovery code').fill(recovery[0]);
  await button(page, 'Change the password').click();
  await page.getByText('The two are not the same.').waitFor();
  await page.getByLabel('New password, once more').fill(SECOND_PASSWORD);
  await button(page, 'Change the password').click();
  await page.getByText('Your password is changed.').waitFor();
  await go(page, '/account/activity');
  await page.getByRole('cell', { name: 'Password changed' }).waitFor();
}

async function apiKey(page) {
  await go(page, '/account/keys');
  await button(page, 'New key').first().click();
  const form = page.getByRole('dialog', { name: 'New key' });
  await form.getByLabel('Name').fill('Web shop');
  await form.getByLabel('Test').check();
  await button(form, 'Make the key').click();
  const made = page.getByRole('dialog', { name: 'Your new key' });
  const secret = await made.getByLabel('Secret').inputValue();
  await button(made, 'I have copied it').click();
  const call = () => fetch(new URL('/api/v1/messages', address), { headers: { authorization: `Bearer ${secret}` } });
  const answer = await call();
  if (answer.status !== 200) throw new Error(`the new key is answered ${answer.status}`);
  await button(page, 'Revoke Web shop').click();
  await button(page, 'Revoke the key').click();
  await page.getByText('The key Web shop is revoked.').waitFor();
  const refused = await call();
  if (refused.status !== 401) throw new Error(`a revoked key is answered ${refused.status}`);
}

async function sessions(page) {
  await go(page, '/account/sessions');
  await page.getByRole('row').filter({ hasText: 'This session' }).waitFor();
}

async function forgotten(page) {
  await button(page, 'Sign out').first().click();
  await page.getByRole('link', { name: 'Forgotten password?' }).click();
  await page.getByLabel('Account ID').fill(account);
  await button(page, 'Send the link').click();
  await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor();
  const tab = await followLink(page, 'reset-password');
  await tab.getByLabel('New password').fill(THIRD_PASSWORD);
  await button(tab, 'Set the password').click();
  await tab.getByRole('heading', { name: 'Your password is changed' }).waitFor();
  await tab.getByRole('link', { name: 'Sign in' }).click();
  await signIn(tab, THIRD_PASSWORD);
  await button(tab, 'Use a recovery code instead').click();
  await tab.getByLabel('Recovery code').fill(recovery[1]);
  await button(tab, 'Sign in').click();
  await tab.getByRole('navigation', { name: 'Main menu' }).waitFor();
  if (tab.faults?.length) throw new Error(tab.faults.join('\n'));
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  const steps = [signUp, complete, gift, protect, signInWithCode, changePassword, apiKey, sessions, forgotten];
  for (const step of steps) {
    try {
      await step(page);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `accounts-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
