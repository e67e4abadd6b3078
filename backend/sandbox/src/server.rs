//! The threads: each its own runtime, connections dealt out in turn.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::options::Options;
use crate::receipts::Delivery;
use crate::routes::route;
use crate::state::Shared;

/// Two keep up with any sender on a small machine and leave it room.
pub const THREADS: usize = 2;
/// Out of sockets: others close some meanwhile.
const PAUSE: Duration = Duration::from_millis(100);

/// A sandbox that answers. Dropping it stops it too, without waiting.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    threads: Vec<JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, as a sender writes it: `http://127.0.0.1:8090`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Closes every connection and forgets everything; takes a few milliseconds.
    pub fn stop(mut self) {
        self.stop.send_replace(true);
        for thread in self.threads.drain(..) {
            // A thread that panicked has stopped as well.
            drop(thread.join());
        }
    }
}

/// Starts a sandbox on `listener`, on threads of its own: it runs beside whatever runtime calls it.
///
/// # Errors
/// When the rates add up to more than 1, or the system refuses threads or sockets.
pub async fn start(listener: TcpListener, options: Options) -> io::Result<Running> {
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let shared = Arc::new(Shared::new(options)?);
    let (stop, stopped) = watch::channel(false);
    let mut runtimes = Vec::new();
    let mut workers = Vec::new();
    for _ in 0..THREADS {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let delivery = Delivery::new(shared.clone());
        runtime.spawn(delivery.clone().run());
        workers.push((runtime.handle().clone(), delivery.clone()));
        runtimes.push((runtime, delivery));
    }
    if let Some((first, _)) = workers.first() {
        let listener = {
            let _inside = first.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        first.spawn(accept(listener, workers.clone()));
    }
    let mut threads = Vec::new();
    for (runtime, delivery) in runtimes {
        let stopped = stopped.clone();
        let work = move || work(&runtime, &delivery, stopped);
        threads.push(thread::Builder::new().name("sandbox".to_owned()).spawn(work)?);
    }
    Ok(Running { address, stop, threads })
}

fn work(runtime: &Runtime, delivery: &Delivery, mut stopped: watch::Receiver<bool>) {
    // An error says that `Running` is gone, which means the same.
    drop(runtime.block_on(stopped.wait_for(|stop| *stop)));
    delivery.clear();
}

/// Deals connections out in turn, so that both threads carry as many.
async fn accept(listener: tokio::net::TcpListener, workers: Vec<(Handle, Arc<Delivery>)>) {
    for (runtime, delivery) in workers.iter().cycle() {
        let stream = loop {
            match listener.accept().await.and_then(|(stream, _)| stream.into_std()) {
                Ok(stream) => break stream,
                Err(error) => {
                    tracing::debug!(%error, "the sandbox could not take a connection");
                    sleep(PAUSE).await;
                }
            }
        };
        runtime.spawn(serve(stream, delivery.clone()));
    }
}

async fn serve(stream: std::net::TcpStream, delivery: Arc<Delivery>) {
    // The stream changes threads, so it must be known to this one's reactor.
    let Ok(stream) = TcpStream::from_std(stream) else {
        return;
    };
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let service = service_fn(move |request| route(delivery.clone(), request));
    let connection = http1::Builder::new().pipeline_flush(true).serve_connection(TokioIo::new(stream), service);
    if let Err(error) = connection.await {
        tracing::trace!(%error, "a connection to the sandbox ended");
    }
}
