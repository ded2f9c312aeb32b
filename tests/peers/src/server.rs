//! The services: a server on loopback that answers as fast as it can, so that what is measured are its clients.

use crate::command::Result;
use ciborium::Value as Cbor;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use samples::events::{ANSWERS, conversation};
use serde_json::Value;
use std::io::Cursor;
use std::net::TcpListener as Listener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// A server; it ends when this is dropped.
pub struct Server {
    url: String,
    roots: Option<PathBuf>,
    _runtime: Runtime,
}

impl Server {
    pub fn plain() -> Result<Self> {
        Self::start(None, None)
    }

    /// A server with a certificate of its own, which is written to `roots` behind those of the system.
    pub fn tls(roots: &Path) -> Result<Self> {
        let config = tls_config("localhost", roots)?;
        Self::start(Some(TlsAcceptor::from(config)), Some(roots.to_owned()))
    }

    fn start(tls: Option<TlsAcceptor>, roots: Option<PathBuf>) -> Result<Self> {
        let runtime = Builder::new_multi_thread().enable_all().build()?;
        let listener = Listener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let url = match tls {
            Some(_) => format!("https://localhost:{port}"),
            None => format!("http://127.0.0.1:{port}"),
        };
        let answers = Arc::new(Answers::new()?);
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(listener)?
        };
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(connection(stream, tls.clone(), Arc::clone(&answers)));
            }
        });
        Ok(Self {
            url,
            roots,
            _runtime: runtime,
        })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificates that its clients have to trust.
    pub fn roots(&self) -> Option<&Path> {
        self.roots.as_deref()
    }
}

/// Configuration of a server with a certificate of its own for `name`, which is written to `roots` behind those of the system.
pub fn tls_config(name: &str, roots: &Path) -> Result<Arc<ServerConfig>> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([name.to_owned()])?;
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())?;
    let system = std::fs::read_to_string("/etc/ssl/certs/ca-certificates.crt")?;
    std::fs::write(roots, system + &cert.pem())?;
    Ok(Arc::new(config))
}

async fn connection(stream: TcpStream, tls: Option<TlsAcceptor>, answers: Arc<Answers>) {
    // A client that goes away ends its connection, whatever it was doing.
    _ = stream.set_nodelay(true);
    match tls {
        None => _ = serve(stream, &answers).await,
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                _ = serve(stream, &answers).await;
            }
        }
    }
}

/// Answers requests until there are no more.
async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    answers: &Answers,
) -> std::io::Result<()> {
    let mut buffer = Vec::with_capacity(16 * 1024);
    loop {
        let (answer, end) = loop {
            if let Some(found) = request(&buffer, answers) {
                break found;
            }
            if stream.read_buf(&mut buffer).await? == 0 {
                return Ok(());
            }
        };
        buffer.drain(..end);
        stream.write_all(answer).await?;
        stream.flush().await?;
    }
}

/// The answer to the request in `buffer` and where that ends; `None` while it is not all there.
fn request<'a>(buffer: &[u8], answers: &'a Answers) -> Option<(&'a [u8], usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(start) = head.parse(buffer).ok()? else {
        return None;
    };
    let header = |name: &str| {
        let header = head
            .headers
            .iter()
            .find(|it| it.name.eq_ignore_ascii_case(name))?;
        str::from_utf8(header.value).ok()
    };
    let length: usize = header("content-length")
        .and_then(|it| it.parse().ok())
        .unwrap_or(0);
    let end = start + length;
    if buffer.len() < end {
        return None;
    }
    let target = header("x-amz-target").or(head.path).unwrap_or_default();
    Some((answers.to(target), end))
}

/// Whole responses.
struct Answers {
    proton: Vec<u8>,
    code_connections: Vec<u8>,
    cbor: Vec<u8>,
    messages: Vec<u8>,
    functions: Vec<u8>,
    object: Vec<u8>,
    listing: Vec<u8>,
    /// By the start of their paths.
    conversations: [(String, Vec<u8>); 2],
}

impl Answers {
    fn new() -> Result<Self> {
        const JSON: &str = "content-type: application/x-amz-json-1.0\r\n";
        let status = samples::sync_status();
        let upper = samples::pascal_case(status.clone());
        let mut cbor = Cursor::new(Vec::new());
        ciborium::into_writer(&as_cbor(&upper), &mut cbor)?;
        Ok(Self {
            proton: response(JSON, status.to_string().as_bytes()),
            code_connections: response(JSON, upper.to_string().as_bytes()),
            cbor: response(
                "content-type: application/cbor\r\nsmithy-protocol: rpc-v2-cbor\r\n",
                cbor.get_ref(),
            ),
            messages: response(JSON, samples::messages().to_string().as_bytes()),
            functions: response(
                "content-type: application/json\r\n",
                samples::functions().to_string().as_bytes(),
            ),
            object: response(samples::OBJECT_HEADERS, &samples::object()),
            listing: response(
                "content-type: application/xml\r\n",
                samples::listing().as_bytes(),
            ),
            conversations: ANSWERS.map(|(name, pieces)| {
                let path = format!("/model/{name}/");
                (path, events(&conversation(pieces)))
            }),
        })
    }

    /// The answer to what is in `x-amz-target`, or in the path.
    fn to(&self, target: &str) -> &[u8] {
        if target.starts_with("/2015-03-31/functions") {
            &self.functions
        } else if target.starts_with("/bucket/key") {
            &self.object
        } else if target.starts_with("/bucket") {
            &self.listing
        } else if let Some((_, events)) = self
            .conversations
            .iter()
            .find(|(path, _)| target.starts_with(path))
        {
            events
        } else if target.starts_with('/') {
            &self.cbor
        } else if target.ends_with("ReceiveMessage") {
            &self.messages
        } else if target.starts_with("AwsProton") {
            &self.proton
        } else {
            &self.code_connections
        }
    }
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let id = "x-amzn-requestid: 8e4d1a3c-0000-4000-8000-000000000000";
    let head = format!("HTTP/1.1 200 OK\r\n{headers}{id}\r\ncontent-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// A response with a stream of events, each in a chunk of its own.
fn events(messages: &[Vec<u8>]) -> Vec<u8> {
    let mut response = b"HTTP/1.1 200 OK\r\ncontent-type: application/vnd.amazon.eventstream\r\n\
        x-amzn-requestid: 8e4d1a3c-0000-4000-8000-000000000000\r\ntransfer-encoding: chunked\r\n\r\n"
        .to_vec();
    for message in messages {
        response.extend(format!("{:x}\r\n", message.len()).into_bytes());
        response.extend(message);
        response.extend(b"\r\n");
    }
    response.extend(b"0\r\n\r\n");
    response
}

/// As rpcv2Cbor has it: timestamps, the only fractions here, have their tag.
fn as_cbor(value: &Value) -> Cbor {
    match value {
        Value::Object(object) => {
            let entries = object
                .iter()
                .map(|(name, value)| (Cbor::Text(name.clone()), as_cbor(value)));
            Cbor::Map(entries.collect())
        }
        Value::Array(elements) => Cbor::Array(elements.iter().map(as_cbor).collect()),
        Value::Number(number) => Cbor::Tag(
            1,
            Box::new(Cbor::Float(number.as_f64().unwrap_or_default())),
        ),
        Value::String(text) => Cbor::Text(text.clone()),
        Value::Bool(flag) => Cbor::Bool(*flag),
        Value::Null => Cbor::Null,
    }
}
