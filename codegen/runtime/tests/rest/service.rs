//! The operations of Smithy's protocol tests that are tested here, and some of real services.

mod errors;

pub use errors::*;
use runtime::wire::{DateTime, EpochSeconds, HttpDate, MediaTypeText};
use runtime::{AuthScheme, Blob, Document, Http, Protocol, Timestamp, UnknownMember, UnknownValue};
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug)]
pub struct Service;

impl runtime::Service for Service {
    const SHAPE_NAME: &'static str = "RestJson";
    const SDK_ID: &'static str = "Rest Json";
    const VERSION: &'static str = "2019-12-16";
    const SIGNING_NAME: Option<&'static str> = Some("restjson");
    const PROTOCOLS: &'static [Protocol] = &[Protocol::RestJson1];
}

/// Members in the form of generated structures, with their table.
macro_rules! structure {
    ($macro:ident $name:ident {
        $($member:ident: $type:ty = ($($row:tt)*) $(as $format:ty)?,)*
    }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $(pub $member: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                runtime::wire::Structure::zero()
            }
        }

        runtime::$macro!($name { $($member: ($($row)*) $(as $format)?),* });
    };
}

macro_rules! operations {
    ($($name:ident($input:ty) -> $output:ty: $method:literal $uri:literal;)*) => {$(
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl runtime::Operation for $name {
            const NAME: &'static str = stringify!($name);
            type Service = Service;
            type Input = $input;
            type Output = $output;
            type Error = GreetingError;
            const HTTP: Option<Http> = Some(Http {
                method: $method,
                uri: $uri,
            });
        }
    )*};
}

operations! {
    AllQueryStringTypes(AllQueryStringTypesInput) -> (): "GET" "/AllQueryStringTypesInput";
    ConstantQueryString(ConstantQueryStringInput) -> (): "GET" "/ConstantQueryString/{hello}?foo=bar&hello";
    DocumentTypeAsPayload(DocumentTypeAsPayloadIo) -> DocumentTypeAsPayloadIo: "PUT" "/DocumentTypeAsPayload";
    EmptyInputAndEmptyOutput(Empty) -> Empty: "POST" "/EmptyInputAndEmptyOutput";
    GetObject(GetObjectInput) -> (): "GET" "/buckets/{bucket}/(a+)+/{key+}";
    GreetingWithErrors(()) -> GreetingWithErrorsOutput: "PUT" "/GreetingWithErrors";
    HttpEnumPayload(EnumPayload) -> EnumPayload: "POST" "/EnumPayload";
    HttpPayloadTraits(HttpPayloadTraitsIo) -> HttpPayloadTraitsIo: "POST" "/HttpPayloadTraits";
    HttpPayloadWithStructure(PayloadWithStructure) -> PayloadWithStructure: "PUT" "/HttpPayloadWithStructure";
    HttpPayloadWithUnion(PayloadWithUnion) -> PayloadWithUnion: "PUT" "/HttpPayloadWithUnion";
    HttpPrefixHeaders(PrefixHeaders) -> PrefixHeaders: "GET" "/HttpPrefixHeaders";
    HttpEmptyPrefixHeaders(EmptyPrefixHeaders) -> EmptyPrefixHeaders: "GET" "/HttpEmptyPrefixHeaders";
    HttpPrefixHeadersInResponse(Empty) -> PrefixHeadersInResponse: "GET" "/HttpPrefixHeadersResponse";
    HttpRequestWithFloatLabels(FloatLabels) -> (): "GET" "/FloatHttpLabels/{float}/{double}";
    HttpRequestWithLabels(Labels) -> (): "GET" "/HttpRequestWithLabels/{string}/{short}/{integer}/{long}/{float}/{double}/{boolean}/{timestamp}";
    HttpRequestWithLabelsAndTimestampFormat(TimestampLabels) -> (): "GET" "/HttpRequestWithLabelsAndTimestampFormat/{memberEpochSeconds}/{memberHttpDate}/{memberDateTime}/{defaultFormat}/{targetEpochSeconds}/{targetHttpDate}/{targetDateTime}";
    HttpResponseCode(()) -> HttpResponseCodeOutput: "PUT" "/HttpResponseCode";
    HttpStringPayload(StringPayload) -> StringPayload: "POST" "/StringPayload";
    IgnoreQueryParamsInResponse(()) -> IgnoreQueryParamsOutput: "GET" "/IgnoreQueryParamsInResponse";
    InputAndOutputWithHeaders(WithHeaders) -> WithHeaders: "POST" "/InputAndOutputWithHeaders";
    MediaTypeHeader(MediaTypeHeaderIo) -> MediaTypeHeaderIo: "GET" "/MediaTypeHeader";
    NullAndEmptyHeadersClient(NullAndEmptyHeaders) -> NullAndEmptyHeaders: "GET" "/NullAndEmptyHeadersClient";
    PutThing(PutThingInput) -> PutThingOutput: "PATCH" "/things/{Id}?v=1";
    QueryPrecedence(QueryPrecedenceInput) -> (): "POST" "/Precedence";
    TestGetNoPayload(NoPayload) -> NoPayload: "GET" "/no_payload";
    TestPayloadBlob(PayloadBlob) -> PayloadBlob: "POST" "/blob_payload";
    TestPayloadStructure(PayloadStructure) -> PayloadStructure: "POST" "/payload";
    TestPostNoPayload(NoPayload) -> NoPayload: "POST" "/no_payload";
    TimestampFormatHeaders(TimestampHeaders) -> TimestampHeaders: "POST" "/TimestampFormatHeaders";
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StringEnum {
    V,
    Unknown(UnknownValue),
}

runtime::string_enum!(StringEnum {
    V: "enumvalue",
    ..Unknown
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Empty {}

runtime::structure!(Empty {});

structure!(bound_input AllQueryStringTypesInput {
    query_string: Option<String> = (query, "String", "queryString"),
    query_string_list: Option<Vec<String>> = (query, "StringList", "queryStringList"),
    query_byte: Option<i8> = (query, "Byte", "queryByte"),
    query_integer: Option<i32> = (query, "Integer", "queryInteger"),
    query_float: Option<f32> = (query, "Float", "queryFloat"),
    query_double: Option<f64> = (query, "Double", "queryDouble"),
    query_boolean: Option<bool> = (query, "Boolean", "queryBoolean"),
    query_timestamp: Option<Timestamp> = (query, "Timestamp", "queryTimestamp") as Option<DateTime>,
    query_timestamp_list: Option<Vec<Timestamp>> =
        (query, "TimestampList", "queryTimestampList") as Option<Vec<DateTime>>,
    query_params: Option<BTreeMap<String, Vec<String>>> =
        (query_params, "", "queryParamsMapOfStringList"),
});

structure!(bound_input ConstantQueryStringInput {
    hello: String = (label, "hello"),
});

structure!(bound_structure DocumentTypeAsPayloadIo {
    document_value: Option<Document> = (payload, "documentValue"),
});

structure!(bound_input GetObjectInput {
    bucket: String = (label, "bucket"),
    key: String = (label, "key"),
});

structure!(bound_structure GreetingWithErrorsOutput {
    greeting: Option<String> = (header, "X-Greeting", "greeting"),
});

structure!(bound_structure EnumPayload {
    payload: Option<StringEnum> = (raw_payload, "text/plain", "payload"),
});

structure!(bound_structure HttpPayloadTraitsIo {
    foo: Option<String> = (header, "X-Foo", "foo"),
    blob: Option<Blob> = (raw_payload, "application/octet-stream", "blob"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct NestedPayload {
    pub greeting: Option<String>,
    pub name: Option<String>,
}

runtime::structure!(NestedPayload {
    greeting: "greeting",
    name: "name",
});

structure!(bound_structure PayloadWithStructure {
    nested: Option<NestedPayload> = (payload, "nested"),
});

#[derive(Clone, Debug, PartialEq)]
pub enum UnionPayload {
    Greeting(String),
    Unknown(UnknownMember),
}

runtime::union!(UnionPayload {
    Greeting: ("greeting", is_greeting, as_greeting as String),
    ..Unknown(is_unknown, as_unknown)
});

structure!(bound_structure PayloadWithUnion {
    nested: Option<UnionPayload> = (payload, "nested"),
});

structure!(bound_structure PrefixHeaders {
    foo: Option<String> = (header, "x-foo", "foo"),
    foo_map: Option<BTreeMap<String, String>> = (prefix_headers, "x-foo-", "fooMap"),
});

structure!(bound_structure EmptyPrefixHeaders {
    prefix_headers: Option<BTreeMap<String, String>> = (prefix_headers, "", "prefixHeaders"),
    specific_header: Option<String> = (header, "hello", "specificHeader"),
});

structure!(bound_structure PrefixHeadersInResponse {
    prefix_headers: Option<BTreeMap<String, String>> = (prefix_headers, "", "prefixHeaders"),
});

structure!(bound_input FloatLabels {
    float: f32 = (label, "float"),
    double: f64 = (label, "double"),
});

structure!(bound_input Labels {
    string: String = (label, "string"),
    short: i16 = (label, "short"),
    integer: i32 = (label, "integer"),
    long: i64 = (label, "long"),
    float: f32 = (label, "float"),
    double: f64 = (label, "double"),
    boolean: bool = (label, "boolean"),
    timestamp: Timestamp = (label, "timestamp") as DateTime,
});

structure!(bound_input TimestampLabels {
    member_epoch_seconds: Timestamp = (label, "memberEpochSeconds") as EpochSeconds,
    member_http_date: Timestamp = (label, "memberHttpDate") as HttpDate,
    member_date_time: Timestamp = (label, "memberDateTime") as DateTime,
    default_format: Timestamp = (label, "defaultFormat") as DateTime,
    target_epoch_seconds: Timestamp = (label, "targetEpochSeconds") as EpochSeconds,
    target_http_date: Timestamp = (label, "targetHttpDate") as HttpDate,
    target_date_time: Timestamp = (label, "targetDateTime") as DateTime,
});

structure!(bound_structure HttpResponseCodeOutput {
    status: Option<i32> = (status, "", "Status"),
});

structure!(bound_structure StringPayload {
    payload: Option<String> = (raw_payload, "text/plain", "payload"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct IgnoreQueryParamsOutput {
    pub baz: Option<String>,
}

runtime::structure!(IgnoreQueryParamsOutput { baz: "baz" });

structure!(bound_structure WithHeaders {
    header_string: Option<String> = (header, "X-String", "headerString"),
    header_byte: Option<i8> = (header, "X-Byte", "headerByte"),
    header_short: Option<i16> = (header, "X-Short", "headerShort"),
    header_integer: Option<i32> = (header, "X-Integer", "headerInteger"),
    header_long: Option<i64> = (header, "X-Long", "headerLong"),
    header_float: Option<f32> = (header, "X-Float", "headerFloat"),
    header_double: Option<f64> = (header, "X-Double", "headerDouble"),
    header_true_bool: Option<bool> = (header, "X-Boolean1", "headerTrueBool"),
    header_false_bool: Option<bool> = (header, "X-Boolean2", "headerFalseBool"),
    header_string_list: Option<Vec<String>> = (header, "X-StringList", "headerStringList"),
    header_string_set: Option<Vec<String>> = (header, "X-StringSet", "headerStringSet"),
    header_integer_list: Option<Vec<i32>> = (header, "X-IntegerList", "headerIntegerList"),
    header_boolean_list: Option<Vec<bool>> = (header, "X-BooleanList", "headerBooleanList"),
    header_timestamp_list: Option<Vec<Timestamp>> =
        (header, "X-TimestampList", "headerTimestampList") as Option<Vec<HttpDate>>,
    header_enum: Option<StringEnum> = (header, "X-Enum", "headerEnum"),
    header_enum_list: Option<Vec<StringEnum>> = (header, "X-EnumList", "headerEnumList"),
});

structure!(bound_structure MediaTypeHeaderIo {
    json: Option<String> = (header, "X-Json", "json") as Option<MediaTypeText>,
});

structure!(bound_structure NullAndEmptyHeaders {
    a: Option<String> = (header, "X-A", "a"),
    b: Option<String> = (header, "X-B", "b"),
    c: Option<Vec<String>> = (header, "X-C", "c"),
});

structure!(bound_input PutThingInput {
    id: String = (label, "Id"),
    token: Option<String> = (header, "X-Token", "Token"),
    tags: Option<Vec<String>> = (query, "tag", "Tags"),
    filters: Option<BTreeMap<String, String>> = (query_params, "", "Filters"),
    meta: Option<BTreeMap<String, String>> = (prefix_headers, "x-meta-", "Meta"),
    name: Option<String> = (body, "name", "Name"),
    r#type: Option<String> = (body, "Type"),
});

structure!(bound_structure PutThingOutput {
    status: i32 = (status, "", "Status"),
    etag: Option<String> = (header, "ETag"),
    changed: Option<Timestamp> = (header, "Last-Modified", "Changed") as Option<HttpDate>,
    name: Option<String> = (body, "name", "Name"),
    e_tag: Option<String> = (body, "ETag", "BodyTag"),
});

structure!(bound_input WithTokens {
    id: String = (label, "Id"),
    trace: Option<String> = (header, "X-Trace", "Trace"),
    tags: Option<Vec<String>> = (query, "tag", "Tags"),
    token: Option<String> = (query, "token", "Token"),
});

#[derive(Clone, Copy, Debug)]
pub struct ListTokens;

impl runtime::Operation for ListTokens {
    const NAME: &'static str = "ListTokens";
    type Service = Service;
    type Input = WithTokens;
    type Output = ();
    type Error = GreetingError;
    const HTTP: Option<Http> = Some(Http {
        method: "DELETE",
        uri: "/tokens/{Id}?force",
    });

    fn idempotency_token(input: &mut WithTokens) -> Option<&mut Option<String>> {
        Some(&mut input.token)
    }
}

#[cfg(feature = "compression")]
structure!(bound_input Encoded {
    encoding: Option<String> = (header, "Content-Encoding", "encoding"),
    data: Option<String> = (body, "data"),
});

#[cfg(feature = "compression")]
#[derive(Clone, Copy, Debug)]
pub struct Compressed;

#[cfg(feature = "compression")]
impl runtime::Operation for Compressed {
    const NAME: &'static str = "Compressed";
    type Service = Service;
    type Input = Encoded;
    type Output = ();
    type Error = GreetingError;
    const GZIP: bool = true;
    const HTTP: Option<Http> = Some(Http {
        method: "POST",
        uri: "/compressed",
    });
}

#[derive(Clone, Copy, Debug)]
pub struct Anonymous;

impl runtime::Operation for Anonymous {
    const NAME: &'static str = "Anonymous";
    type Service = Service;
    type Input = Empty;
    type Output = ();
    type Error = GreetingError;
    const AUTH: &'static [AuthScheme] = &[AuthScheme::NoAuth];
    const HTTP: Option<Http> = Some(Http {
        method: "GET",
        uri: "/",
    });
}

structure!(bound_input QueryPrecedenceInput {
    foo: Option<String> = (query, "bar", "foo"),
    baz: Option<BTreeMap<String, String>> = (query_params, "", "baz"),
});

structure!(bound_structure NoPayload {
    test_id: Option<String> = (header, "X-Amz-Test-Id", "testId"),
});

structure!(bound_structure PayloadBlob {
    content_type: Option<String> = (header, "Content-Type", "contentType"),
    data: Option<Blob> = (raw_payload, "application/octet-stream", "data"),
});

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PayloadConfig {
    pub data: Option<i32>,
}

runtime::structure!(PayloadConfig { data: "data" });

structure!(bound_structure PayloadStructure {
    test_id: Option<String> = (header, "x-amz-test-id", "testId"),
    payload_config: Option<PayloadConfig> = (payload, "payloadConfig"),
});

structure!(bound_structure TimestampHeaders {
    member_epoch_seconds: Option<Timestamp> =
        (header, "X-memberEpochSeconds", "memberEpochSeconds") as Option<EpochSeconds>,
    member_http_date: Option<Timestamp> =
        (header, "X-memberHttpDate", "memberHttpDate") as Option<HttpDate>,
    member_date_time: Option<Timestamp> =
        (header, "X-memberDateTime", "memberDateTime") as Option<DateTime>,
    default_format: Option<Timestamp> =
        (header, "X-defaultFormat", "defaultFormat") as Option<HttpDate>,
    target_epoch_seconds: Option<Timestamp> =
        (header, "X-targetEpochSeconds", "targetEpochSeconds") as Option<EpochSeconds>,
    target_http_date: Option<Timestamp> =
        (header, "X-targetHttpDate", "targetHttpDate") as Option<HttpDate>,
    target_date_time: Option<Timestamp> =
        (header, "X-targetDateTime", "targetDateTime") as Option<DateTime>,
});
