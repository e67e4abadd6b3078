//! `chappe serve`: opens the data, starts the parts, and stops them in order.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{Failure, open};
use crate::app::App;
use crate::campaigns::{self, Counting, Watchers};
use crate::clock::Clock;
use crate::config::{Role, ServeConfig, Switch};
use crate::db::{Db, Plans, transact};
use crate::exports::Slots;
use crate::http::server;
use crate::http::tokens::Tokens;
use crate::ids::Ids;
use crate::mail::{self, Mailer, Site};
use crate::opt_outs::OptOuts;
use crate::payments::{self, Payments};
use crate::providers::Providers;
use crate::purchases;
use crate::rates::{self, RateBook};
use crate::seller::Seller;
use crate::telemetry;
use crate::worker::jobs::Which;
use crate::worker::{Engine, Inbox, Settings, Worker, chores, jobs, join, void_leases};

/// Between two tries to reach the database.
const RECONNECT: Duration = Duration::from_secs(1);

/// How often a server renews the lease of its node number; the lease lasts several times that.
const NODE_RENEWAL: Duration = Duration::from_secs(60);

/// Threads that serve requests. One a core; the worker has threads of its own.
fn http_threads() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get).min(8)
}

pub async fn serve(config: ServeConfig) -> Result<ExitCode, Failure> {
    let (db, _lock) = open_data(&config).await?;
    let clock = Clock::default();
    let ids = if db.is_sqlite() { Ids::new(clock.clone(), 0) } else { open::ids(&db, &clock, 0).await? };
    rates::seed(&db).await?;
    if db.is_sqlite() {
        void_predecessor(&db, &clock, Duration::from_millis(config.provider_timeout_ms)).await?;
    }
    let sandbox = start_sandbox(&config).await?;
    let sandbox_authority = sandbox_authority(&config, sandbox.as_ref().map(sandbox::Running::address))?;
    let listener =
        TcpListener::bind(&config.listen).map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    let address = listener.local_addr()?;
    let callback_base = callback_base(&config, address);
    let mailer = Mailer::new(&config, address)?;
    let (worker, inbox) = Worker::new();
    let reach = Reach { address, sandbox: &sandbox_authority, callbacks: &callback_base };
    let app = assemble(db, clock, ids, config, worker, reach).await?;
    run(app, inbox, mailer, listener, sandbox).await
}

/// Addresses that are known once the listeners are open.
pub(crate) struct Reach<'a> {
    /// `host:port` of the sandbox that messages go to.
    pub sandbox: &'a str,
    /// Where providers reach this server.
    pub callbacks: &'a str,
    /// Where this server listens.
    pub address: SocketAddr,
}

/// Loads what every part of the server shares.
pub(crate) async fn assemble(
    db: Db,
    clock: Clock,
    ids: Ids,
    config: ServeConfig,
    worker: Worker,
    reach: Reach<'_>,
) -> Result<App, Failure> {
    let now = clock.now().millis();
    let providers = Providers::load(&db, &config, reach.sandbox, reach.callbacks).await?;
    let bank = providers.sandbox_page().is_some().then_some(reach.sandbox);
    let site = Site::new(&config, reach.address)?;
    Ok(App {
        tokens: Arc::new(Tokens::load(&db, &ids, now).await?),
        providers: Arc::new(providers),
        payments: Arc::new(Payments::load(&db, &config, bank, reach.callbacks, &site).await?),
        rates: Arc::new(RateBook::load(&mut db.read().await?, now).await?),
        seller: Arc::new(config.seller.clone().unwrap_or_else(Seller::example)),
        opt_outs: Arc::new(OptOuts::load(&db, config.public_url.as_deref(), now).await?),
        exports: Slots::default(),
        estimates: Slots::new("estimates", campaigns::ESTIMATES),
        counting: Counting::default(),
        watchers: Watchers::default(),
        db,
        clock,
        ids: Arc::new(ids),
        config: Arc::new(config),
        worker,
    })
}

/// Serves until it is told to stop, then ends the parts in order.
async fn run(
    app: App,
    inbox: Inbox,
    mailer: Mailer,
    listener: TcpListener,
    sandbox: Option<sandbox::Running>,
) -> Result<ExitCode, Failure> {
    let address = listener.local_addr()?;
    let (stop, stopping) = watch::channel(false);
    let threads = start_worker(&app, inbox, mailer, &stopping)?;
    let server = server::serve(&app, telemetry::count()?, listener, http_threads())?;
    let handle = server.handle();
    let serving = actix_web::rt::spawn(server);
    announce(&app.config, sandbox.as_ref(), address);
    tokio::select! {
        () = stopped() => {}
        failure = keep_node(&app) => return Err(failure),
    }
    tracing::info!("stopping: nothing new leaves, what is on its way is settled");
    let _ = stop.send(true);
    app.watchers.close();
    handle.stop(true).await;
    let _ = serving.await;
    tokio::task::spawn_blocking(move || threads.into_iter().for_each(|thread| _ = thread.join())).await?;
    if let Some(sandbox) = sandbox {
        sandbox.stop();
    }
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn open_data(config: &ServeConfig) -> Result<(Db, Option<File>), Failure> {
    std::fs::create_dir_all(&config.data.data)?;
    let sqlite = config.data.url().starts_with("sqlite:");
    if sqlite && config.role != Role::All {
        return Err("a role other than `all` needs PostgreSQL: set DATABASE_URL".into());
    }
    let lock = if sqlite { Some(open::lock_sqlite(&config.data)?) } else { None };
    Ok((open::open(&config.data).await?, lock))
}

/// Under the file lock whoever held leases before is dead.
async fn void_predecessor(db: &Db, clock: &Clock, timeout: Duration) -> Result<(), Failure> {
    let now = clock.now().millis();
    transact(db, async |tx| void_leases(tx, now, timeout).await).await?;
    jobs::void_leases(db).await?;
    mail::void_leases(db).await?;
    Ok(())
}

/// Keeps this server's node number for as long as it runs. A number that was lost may be another's: the server ends at
/// once, since two that make the same ids would be worse than one that is down. SQLite has one server, and its lock.
async fn keep_node(app: &App) -> Failure {
    if app.db.is_sqlite() {
        return std::future::pending().await;
    }
    loop {
        tokio::time::sleep(NODE_RENEWAL).await;
        match open::renew(&app.db, &app.clock, app.ids.node()).await {
            Ok(true) => {}
            Ok(false) => return "the lease of this node's number was lost to another node".into(),
            Err(error) => tracing::error!(%error, "the lease of this node's number could not be renewed"),
        }
    }
}

async fn start_sandbox(config: &ServeConfig) -> Result<Option<sandbox::Running>, Failure> {
    if config.sandbox == Switch::Off || config.sandbox_url.is_some() {
        return Ok(None);
    }
    let listener = TcpListener::bind(&config.sandbox_listen)
        .map_err(|error| format!("cannot listen on {} for the sandbox: {error}", config.sandbox_listen))?;
    Ok(Some(sandbox::start(listener, sandbox::Options::default()).await?))
}

/// `host:port` of the sandbox that messages go to.
fn sandbox_authority(config: &ServeConfig, built_in: Option<SocketAddr>) -> Result<String, Failure> {
    match (built_in, &config.sandbox_url) {
        (Some(address), _) => Ok(address.to_string()),
        (None, Some(url)) => {
            let authority = url.strip_prefix("http://").ok_or("CHAPPE_SANDBOX_URL begins with http://")?;
            Ok(authority.trim_end_matches('/').to_owned())
        }
        (None, None) => Err("no provider: the sandbox is off and no other is configured".into()),
    }
}

/// Where providers reach this server.
fn callback_base(config: &ServeConfig, address: SocketAddr) -> String {
    if let Some(url) = config.callback_url.as_ref().or(config.public_url.as_ref()) {
        return url.clone();
    }
    // Listening everywhere is no address to call.
    if address.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", address.port())
    } else {
        format!("http://{address}")
    }
}

/// The worker's threads: launches, other jobs, mail, payments, senders, dispatch. Each has a runtime of its own, so that none waits for another.
fn start_worker(
    app: &App,
    inbox: Inbox,
    mailer: Mailer,
    stopping: &watch::Receiver<bool>,
) -> Result<Vec<JoinHandle<()>>, Failure> {
    let settings = Settings { dispatch: app.config.role != Role::Api };
    let (outbound, senders) = join();
    let mut threads = Vec::new();
    if settings.dispatch {
        let (launches_app, jobs_app, senders_app) = (app.clone(), app.clone(), app.clone());
        let (notify, stop) = (inbox.launches.clone(), until(stopping.clone()));
        let launches = |app| jobs::run(app, Which::Launches, notify, stop);
        threads.push(thread("launches", Cores::Two, move || connected(launches_app, Plans::ByKey, launches))?);
        let (notify, stop) = (inbox.jobs.clone(), until(stopping.clone()));
        let others = |app| jobs::run(app, Which::Others, notify, stop);
        threads.push(thread("jobs", Cores::One, move || connected(jobs_app, Plans::Anew, others))?);
        threads.push(thread("send", Cores::One, move || senders.run(senders_app))?);
        let (mail_app, stop) = (app.clone(), until(stopping.clone()));
        let mail = move |app| mail::run(app, mailer, stop);
        threads.push(thread("mail", Cores::One, move || connected(mail_app, Plans::Anew, mail))?);
        let payments_app = app.clone();
        let (refunds, checkouts) = (until(stopping.clone()), until(stopping.clone()));
        let ask = async |app: App| {
            let asked = payments::ask_about_checkouts(app.clone(), checkouts);
            tokio::join!(purchases::ask_for_refunds(app, refunds), asked);
        };
        threads.push(thread("payments", Cores::One, move || connected(payments_app, Plans::Anew, ask))?);
    }
    let (chores_app, stop) = (app.clone(), until(stopping.clone()));
    let chores = move |app| chores::run(app, settings.dispatch, stop);
    threads.push(thread("chores", Cores::One, move || connected(chores_app, Plans::Anew, chores))?);
    let (app, stop) = (app.clone(), until(stopping.clone()));
    let dispatch = move |app| Engine::new(app, inbox, settings, outbound).run(stop);
    threads.push(thread("dispatch", Cores::One, move || connected(app, Plans::ByKey, dispatch))?);
    Ok(threads)
}

/// What a thread's runtime may use.
#[derive(Clone, Copy)]
enum Cores {
    /// The thread alone. It waits for the network by itself, so that nothing is handed from one core to another.
    One,
    /// What it spawns runs beside it.
    Two,
}

fn thread<F: Future<Output = ()>>(
    name: &str,
    cores: Cores,
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<JoinHandle<()>, Failure> {
    let runtime = match cores {
        Cores::One => Builder::new_current_thread().enable_all().build()?,
        Cores::Two => Builder::new_multi_thread().worker_threads(1).enable_all().build()?,
    };
    let thread = std::thread::Builder::new().name(name.to_owned());
    Ok(thread.spawn(move || tokio::task::LocalSet::new().block_on(&runtime, work()))?)
}

/// Does a thread's work with database connections of its own.
async fn connected<F: Future<Output = ()>>(app: App, plans: Plans, work: impl FnOnce(App) -> F) {
    let db = connect(&app.db, plans).await;
    work(App { db: db.clone(), ..app }).await;
    // SQLite's pool is everybody's.
    if !db.is_sqlite() {
        db.close().await;
    }
}

/// A thread's own connections; waits for a database that is not there yet.
async fn connect(db: &Db, plans: Plans) -> Db {
    loop {
        match db.for_own_runtime(plans).await {
            Ok(db) => return db,
            Err(error) => {
                tracing::error!(%error, "the worker cannot reach the database; it tries again");
                tokio::time::sleep(RECONNECT).await;
            }
        }
    }
}

async fn until(mut stopping: watch::Receiver<bool>) {
    // A sender that is gone means the same.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

fn announce(config: &ServeConfig, sandbox: Option<&sandbox::Running>, address: SocketAddr) {
    if let Some(sandbox) = sandbox {
        println!("sandbox on {}", sandbox.url());
    }
    println!("listening on http://{address}");
    let port = address.port();
    println!("open http://localhost:{port} in a browser and create an account");
    if let Some(page) = mail::page::at(config, address) {
        println!("its e-mails are at http://localhost:{port}{page}");
    }
}

/// Resolves at SIGINT or SIGTERM.
pub async fn stopped() {
    match (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) {
        (Ok(mut interrupt), Ok(mut terminate)) => {
            tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
        }
        // Without signals the process ends the hard way, which is safe too.
        _ => std::future::pending().await,
    }
}
