//! The contract as it is served: the OpenAPI document and a page to try it.

use actix_web::{HttpResponse, get, web};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    Components, ContentBuilder, InfoBuilder, OpenApi, Ref, RefOr, ResponseBuilder, SecurityRequirement, ServerBuilder,
};

/// What every operation may answer beside its own answers.
const PROBLEM_TYPE: &str = "application/problem+json";

/// The document, for the handler that serves it.
pub struct Document(pub String);

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
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
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
        }
    }
    document
}

fn problem_schemas() -> Vec<(String, RefOr<utoipa::openapi::schema::Schema>)> {
    use utoipa::{PartialSchema, ToSchema};
    let mut schemas = vec![("Problem".to_owned(), openapi::Problem::schema())];
    openapi::Problem::schemas(&mut schemas);
    schemas
}

/// The OpenAPI 3.1 document of this server.
#[utoipa::path(tag = "platform", responses((status = 200, description = "The document.", body = serde_json::Value)), security(()))]
#[get("/openapi.json")]
pub async fn openapi_json(document: web::Data<Document>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document.0.clone())
}
