// The main job with a mouse and a keyboard: sign up, import a file, write, send, watch it arrive, reply from a phone.
import { execSync } from 'node:child_process';
import { account, open, password, photograph, sandbox, settled, withBrowser } from './browser.mjs';
import { confirmAccount } from './mail.mjs';

const CSV = 'Nom;Prénom;Mobile\nMartin;Zoé;06 12 34 56 01\nDurand;Émile;06 12 34 56 02\nPetit;Anaïs;06 12 34 56 03\n';

async function signUp(page) {
  await page.goto('/sign-up');
  await page.getByLabel('Account ID').fill(account);
  await page.getByLabel('E-mail').fill(`${account}@example.org`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Open the account' }).click();
  await page.getByRole('button', { name: 'Later' }).click();
  await confirmAccount(page);
  await page.getByText('Nothing can be sent before.').waitFor({ state: 'detached' });
  await settled(page);
  // As an operator does it, beside the running server.
  execSync(process.env.CHAPPE_CREDIT, { stdio: 'inherit' });
}

async function importFile(page) {
  await page.getByRole('link', { name: 'Contacts', exact: true }).first().click();
  await page.getByRole('link', { name: 'Import' }).first().click();
  await page.locator('input[type=file]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
  await page.getByLabel('Put everybody into a group').fill('Regulars');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('heading', { name: 'What would happen' }).waitFor();
  await page.getByRole('button', { name: 'Import 3 rows' }).click();
  await page.getByRole('heading', { name: 'The import is done' }).waitFor();
}

async function write(page) {
  await page.getByRole('link', { name: 'Write to them' }).click();
  await page.getByRole('list', { name: 'Recipients' }).getByText('Regulars').waitFor();
  // Somebody of the group is typed as well: served once.
  await page.getByLabel('Numbers').fill('06 12 34 56 01, +33612345699,');
  await page.getByLabel('Text', { exact: true }).fill('Bonjour $prenom, à samedi !');
  await page.getByText('left in this SMS').waitFor();
  // On the phone, as one of the group gets it.
  await page.getByText(/^Bonjour (Zoé|Émile|Anaïs), à samedi !$/).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Send to 4 recipients?' });
  await dialog.getByText('This costs 4 credits and leaves you 96.').waitFor();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
}

async function watch(page) {
  await page.getByRole('heading', { name: 'What became of it' }).waitFor();
  // The page follows by itself: nobody reloads.
  await page.getByText('Finished', { exact: true }).first().waitFor();
  await page.getByRole('group', { name: 'Status of the messages' }).getByRole('button', { name: /^Received/ }).click();
  await page.getByRole('button', { name: 'Read the message to +33612345699' }).waitFor();
  const received = await page.getByRole('table').getByText('Received', { exact: true }).count();
  if (received < 4) throw new Error(`${received} of 4 recipients are shown as received`);
}

async function replyFromAPhone(page) {
  const phones = await page.context().newPage();
  await phones.goto(sandbox);
  const phone = phones.getByRole('article', { name: /6\s12\s34\s56\s01/ });
  await phone.getByText('Bonjour Zoé, à samedi !').waitFor();
  await phone.getByRole('textbox').fill('Avec plaisir');
  await phone.getByRole('textbox').press('Enter');
  await phone.getByText('Avec plaisir').waitFor();
  await photograph(phones, 'journey-phones');
  await phones.close();

  await page.getByRole('link', { name: 'Replies' }).first().click();
  await page.getByText('Avec plaisir').waitFor();
}

async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  // What was shown a moment ago is not shown any more.
  await page.goto('/replies');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
}

await withBrowser(async (browser) => {
  const page = await open(browser);
  for (const step of [signUp, importFile, write, watch, replyFromAPhone, signOut]) {
    try {
      await step(page);
      console.log(`${step.name} done`);
    } catch (error) {
      await photograph(page, `journey-${step.name}`);
      throw error;
    }
  }
  if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
});
