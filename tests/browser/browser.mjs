// A headless Chromium, and what every script does with it. The Rust side (tests/src/browser.rs) starts the server and
// says in the environment where it is, who signs in and which pages there are.
import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { authenticator } from './totp.mjs';

export const address = process.env.CHAPPE_ADDRESS;
export const sandbox = process.env.CHAPPE_SANDBOX;
export const account = process.env.CHAPPE_ACCOUNT;
export const password = process.env.CHAPPE_PASSWORD;
export const operator = process.env.CHAPPE_OPERATOR;
// `publicly` for those who are signed out, `operators` for operators, `pages` for the rest.
export const publicly = (process.env.CHAPPE_PUBLIC_PAGES ?? '').split(',').filter(Boolean);
// CHAPPE_ONLY=/,/contacts looks at the overview and at the pages below that address alone.
const only = process.env.CHAPPE_ONLY?.split(',');
const isWanted = (path) => !only || only.some((one) => path === one || (one !== '/' && path.startsWith(one)));
export const pages = (process.env.CHAPPE_PAGES ?? '').split(',').filter(isWanted);
export const operators = (process.env.CHAPPE_OPERATOR_PAGES ?? '').split(',').filter(Boolean);
export const output = process.env.CHAPPE_OUTPUT;

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** How long something that must appear may take: a debug server on a busy machine. */
const PATIENCE = 30_000;

/** Runs `work(browser)` and closes the browser, however it ends. A failure ends the script with it. */
export async function withBrowser(work) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

/**
 * A page of its own: `{width, height, language: 'en' | 'fr', theme: 'light' | 'dark'}`. Whatever it prints as an error,
 * and every answer of the server that is its own fault, fails the script.
 */
export async function open(browser, { width = 1440, height = 900, language = 'en', theme = 'light' } = {}) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width, height },
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(`script: ${error}`));
  page.on('console', (line) => {
    // A refused request is printed too, though the page shows it properly: only the app's own errors count.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) page.faults.push(`console: ${line.text()}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) page.faults.push(`${answer.status()}: ${answer.url()}`);
  });
  return page;
}

/** Signs in as the app would: what counts is the cookie. Answers the access token. */
export async function signIn(page, accountId = account, otp = undefined) {
  const data = { account_id: accountId, password, otp };
  return (await post(page, '/api/v1/sessions', data)).access_token;
}

let app;

/** The same for the operator, whose second factor is set up the first time. */
export async function signInAsOperator(page) {
  if (app) return signIn(page, operator, await app.code());
  const headers = { authorization: `Bearer ${await signIn(page, operator)}` };
  const { secret } = await post(page, '/api/v1/account/second-factor', {}, headers);
  app = authenticator(secret);
  await post(page, '/api/v1/account/second-factor/confirmations', { otp: await app.code() }, headers);
}

async function post(page, path, data, headers = {}) {
  const answer = await page.context().request.post(path, { data, headers });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** Puts off what a new session is asked to complete; it stays put off for the sessions after it in this browser. */
export async function putOffCompletion(page) {
  const later = page.locator('#completion .sheet-foot button');
  await later.click();
  await later.waitFor({ state: 'detached' });
}

/** Goes to a page and waits until it has shown what it loads. */
export async function visit(page, path) {
  await page.goto(path);
  await settled(page);
}

export async function settled(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .skeleton, .splash'));
  await page.evaluate(() => document.fonts.ready);
}

/** A photograph for the person who looks after a failure. */
export async function photograph(page, name) {
  if (!output) return;
  mkdirSync(output, { recursive: true });
  await page.screenshot({ path: `${output}/${name}.png`, fullPage: true });
}
