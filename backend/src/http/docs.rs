//! The contract as it is served: the OpenAPI document and a page to try it.

use actix_web::{HttpResponse, get, web};
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::schema::{Schema, SchemaType, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, InfoBuilder, OpenApi, PathItem, Ref, RefOr, ResponseBuilder, SecurityRequirement,
    ServerBuilder,
};

/// What every operation may answer beside its own answers.
const PROBLEM_TYPE: &str = "application/problem+json";

/// The document as it is served, and which methods each address answers to.
pub struct Document {
    json: String,
    routes: Vec<Route>,
}

/// Segments of a path (`None` for a parameter) and the methods it answers to.
type Route = (Vec<Option<String>>, Vec<&'static str>);

impl Document {
    pub fn new(document: &OpenApi) -> Result<Self, serde_json::Error> {
        let route = |(path, item): (&String, &PathItem)| {
            let segments = path.split('/').map(|part| (!part.starts_with('{')).then(|| part.to_owned())).collect();
            let methods = [
                ("GET", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            (segments, methods.into_iter().filter(|(_, known)| *known).map(|(method, _)| method).collect())
        };
        Ok(Self { json: document.to_json()?, routes: document.paths.paths.iter().map(route).collect() })
    }

    /// The methods of an address, for a 405; `None` when there is no such address. Where several fit, the one with the
    /// fewest parameters is meant: `/messages/resolutions` is no message.
    pub fn allowed(&self, path: &str) -> Option<String> {
        self.find(path).map(|(_, methods)| methods.join(", "))
    }

    /// The same for an address without parameters only.
    pub fn allowed_literally(&self, path: &str) -> Option<String> {
        let literal = |(segments, _): &&Route| segments.iter().all(Option::is_some);
        self.find(path).filter(literal).map(|(_, methods)| methods.join(", "))
    }

    fn find(&self, path: &str) -> Option<&Route> {
        let asked: Vec<&str> = path.split('/').collect();
        let fits = |segments: &[Option<String>]| {
            let same = |(known, part): (&Option<String>, &&str)| known.as_ref().is_none_or(|known| known == part);
            segments.len() == asked.len() && segments.iter().zip(&asked).all(same)
        };
        let parameters = |segments: &[Option<String>]| segments.iter().filter(|part| part.is_none()).count();
        self.routes.iter().filter(|(segments, _)| fits(segments)).min_by_key(|(segments, _)| parameters(segments))
    }
}

/// Adds what holds for every operation to the paths and schemas that the handlers told: title, bearer tokens, and the
/// problem that any call may answer.
pub fn complete(mut document: OpenApi) -> OpenApi {
    document.info = InfoBuilder::new()
        .title("Chappe")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Send SMS, import contacts, run campaigns. Errors are RFC 9457 problem details with a stable `code`; lists are \
             cursor pages; what costs or creates accepts an `Idempotency-Key`.",
        ))
        .build();
    document.servers = Some(vec![ServerBuilder::new().url("/").build()]);
    document.security = Some(vec![SecurityRequirement::new("bearer", Vec::<String>::new())]);
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "An access token of `POST /sessions`, or an API key. The scope that a key needs is named at each operation; \
             where none is, a key is refused (403 `session_required`).",
        ))
        .build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    for (name, schema) in problem_schemas() {
        components.schemas.entry(name).or_insert(schema);
    }
    for path in document.paths.paths.values_mut() {
        let operations = [&mut path.get, &mut path.put, &mut path.post, &mut path.delete, &mut path.patch];
        for operation in operations.into_iter().flatten() {
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let any =
                ResponseBuilder::new().description("A problem, told by its `code`.").content(PROBLEM_TYPE, problem);
            operation.responses.responses.entry("default".to_owned()).or_insert(RefOr::T(any.build()));
            name(operation);
            operation.parameters.iter_mut().flatten().for_each(never_null);
        }
    }
    document
}

/// `messages.create`: handlers' names are short because their module says the noun; a client's must say it too.
fn name(operation: &mut Operation) {
    let noun = operation.tags.as_ref().and_then(|tags| tags.first()).cloned().unwrap_or_default();
    operation.operation_id = operation.operation_id.as_ref().map(|verb| format!("{noun}.{verb}"));
}

/// An optional parameter is left out; unlike a field of a body it cannot be null.
fn never_null(parameter: &mut RefOr<Parameter>) {
    if let RefOr::T(parameter) = parameter
        && let Some(RefOr::T(Schema::Object(object))) = &mut parameter.schema
        && let SchemaType::Array(types) = &mut object.schema_type
    {
        types.retain(|kind| *kind != Type::Null);
    }
}

fn problem_schemas() -> Vec<(String, RefOr<Schema>)> {
    use utoipa::{PartialSchema, ToSchema};
    let mut schemas = vec![("Problem".to_owned(), openapi::Problem::schema())];
    openapi::Problem::schemas(&mut schemas);
    schemas
}

/// The OpenAPI 3.1 document of this server.
#[utoipa::path(tag = "platform", responses((status = 200, description = "The document.", body = serde_json::Value)), security(()))]
#[get("/openapi.json")]
pub async fn openapi_json(document: web::Data<Document>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document.json.clone())
}
