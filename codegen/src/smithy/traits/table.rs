//! Handling of each known trait.

/// Effect of a trait on the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Shapes the output.
    Honoured,
    /// Shapes the output if the protocol is one of these; the other supported protocols ignore it.
    HonouredBy(&'static [&'static str]),
    /// An authentication scheme that is not supported; lowering rejects operations that require it.
    OtherAuth,
    /// Belongs to protocols that are not supported; the others ignore it.
    OtherProtocols,
    /// Irrelevant to a client: permissions, provisioning, validation, the model's own upkeep.
    NoMatter,
}

/// Returns the effect of the trait called `id`; `None` if it is unknown.
pub fn effect(id: &str) -> Option<Effect> {
    let (namespace, name) = id.split_once('#')?;
    match namespace {
        "smithy.api" => smithy_api(name),
        "smithy.rules" => rules(name),
        "aws.api" => aws_api(name),
        "aws.auth" => aws_auth(name),
        "aws.protocols" => aws_protocols(name),
        "smithy.protocols" => smithy_protocols(name),
        "smithy.waiters" => (name == "waitable").then_some(Effect::Honoured),
        "smithy.test"
            if matches!(
                name,
                "eventStreamTests" | "httpRequestTests" | "httpResponseTests"
            ) =>
        {
            Some(Effect::Honoured)
        }
        "smithy.test" | "smithy.contracts" | "smithy.openapi" | "smithy.jsonschema" => {
            Some(Effect::NoMatter)
        }
        "aws.iam" | "aws.cloudformation" | "aws.apigateway" | "aws.endpoints" | "aws.tagging" => {
            Some(Effect::NoMatter)
        }
        "aws.customizations" => aws_customizations(name),
        _ => None,
    }
}

fn smithy_api(name: &str) -> Option<Effect> {
    Some(match name {
        "auth"
        | "box"
        | "clientOptional"
        | "default"
        | "deprecated"
        | "documentation"
        | "endpoint"
        | "enum"
        | "enumValue"
        | "error"
        | "eventHeader"
        | "eventPayload"
        | "hostLabel"
        | "httpBearerAuth"
        | "httpChecksumRequired"
        | "httpError"
        | "idempotencyToken"
        | "idempotent"
        | "input"
        | "longPoll"
        | "mixin"
        | "optionalAuth"
        | "output"
        | "paginated"
        | "readonly"
        | "requestCompression"
        | "required"
        | "requiresLength"
        | "retryable"
        | "sensitive"
        | "sparse"
        | "streaming"
        | "timestampFormat"
        | "title"
        | "unitType" => Effect::Honoured,
        "http" | "httpHeader" | "httpLabel" | "httpPayload" | "httpPrefixHeaders" | "httpQuery"
        | "httpQueryParams" | "httpResponseCode" | "mediaType" => {
            Effect::HonouredBy(&["restJson1", "restXml"])
        }
        "jsonName" => Effect::HonouredBy(&["restJson1"]),
        "xmlAttribute" | "xmlFlattened" | "xmlName" | "xmlNamespace" => {
            Effect::HonouredBy(&["restXml", "awsQuery", "ec2Query"])
        }
        "cors" => Effect::OtherProtocols,
        "addedDefault"
        | "authDefinition"
        | "documentationType"
        | "examples"
        | "externalDocumentation"
        | "idRef"
        | "internal"
        | "length"
        | "nestedProperties"
        | "noReplace"
        | "notProperty"
        | "pattern"
        | "private"
        | "property"
        | "protocolDefinition"
        | "range"
        | "recommended"
        | "references"
        | "resourceIdentifier"
        | "since"
        | "suppress"
        | "tags"
        | "trait"
        | "traitValidators"
        | "uniqueItems"
        | "unstable" => Effect::NoMatter,
        "httpBasicAuth" | "httpDigestAuth" | "httpApiKeyAuth" => Effect::OtherAuth,
        _ => return None,
    })
}

fn rules(name: &str) -> Option<Effect> {
    Some(match name {
        "endpointRuleSet"
        | "endpointTests"
        | "contextParam"
        | "staticContextParams"
        | "operationContextParams"
        | "clientContextParams" => Effect::Honoured,
        // Another form of the rule set; `endpoint` rejects it without the first form.
        "endpointBdd" => Effect::NoMatter,
        _ => return None,
    })
}

fn aws_api(name: &str) -> Option<Effect> {
    Some(match name {
        "service" => Effect::Honoured,
        // Only where discovery is required does a call fail without it; `select` looks at the value.
        "clientDiscoveredEndpoint" | "clientEndpointDiscovery" | "clientEndpointDiscoveryId" => {
            Effect::NoMatter
        }
        "arn" | "arnReference" | "controlPlane" | "data" | "dataPlane" | "taggable"
        | "tagEnabled" => Effect::NoMatter,
        _ => return None,
    })
}

fn aws_auth(name: &str) -> Option<Effect> {
    Some(match name {
        "sigv4" | "sigv4a" | "unsignedPayload" => Effect::Honoured,
        "cognitoUserPools" => Effect::OtherAuth,
        _ => return None,
    })
}

fn aws_protocols(name: &str) -> Option<Effect> {
    Some(match name {
        "awsJson1_0" | "awsJson1_1" | "awsQuery" | "awsQueryCompatible" | "awsQueryError"
        | "ec2Query" | "httpChecksum" | "restJson1" | "restXml" => Effect::Honoured,
        "ec2QueryName" => Effect::HonouredBy(&["ec2Query"]),
        _ => return None,
    })
}

fn aws_customizations(name: &str) -> Option<Effect> {
    (name == "s3UnwrappedXmlOutput").then_some(Effect::HonouredBy(&["restXml"]))
}

fn smithy_protocols(name: &str) -> Option<Effect> {
    Some(match name {
        "rpcv2Cbor" => Effect::Honoured,
        "rpcv2Json" => Effect::OtherProtocols,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trait_that_is_read_is_honoured_or_judged_by_value() {
        use crate::smithy::traits::id;
        for id in [
            id::AUTH,
            id::AWS_QUERY_COMPATIBLE,
            id::AWS_QUERY_ERROR,
            id::AWS_SERVICE,
            id::SIGV4,
            id::SIGV4A,
            id::HTTP_BEARER_AUTH,
            id::DEFAULT,
            id::ENDPOINT,
            id::ENUM,
            id::EVENT_HEADER,
            id::EVENT_PAYLOAD,
            id::EVENT_STREAM_TESTS,
            id::HOST_LABEL,
            id::HTTP_CHECKSUM,
            id::HTTP_CHECKSUM_REQUIRED,
            id::LONG_POLL,
            id::OPTIONAL_AUTH,
            id::PAGINATED,
            id::REQUEST_COMPRESSION,
            id::REQUIRES_LENGTH,
            id::SPARSE,
            id::STREAMING,
            id::TIMESTAMP_FORMAT,
            id::UNSIGNED_PAYLOAD,
            id::WAITABLE,
        ] {
            assert_eq!(effect(id), Some(Effect::Honoured), "{id}");
        }
    }

    #[test]
    fn bindings_and_names_count_in_some_protocols() {
        use crate::smithy::traits::id;
        for id in [
            id::HTTP,
            id::HTTP_HEADER,
            id::HTTP_LABEL,
            id::HTTP_PAYLOAD,
            id::HTTP_PREFIX_HEADERS,
            id::HTTP_QUERY,
            id::HTTP_QUERY_PARAMS,
            id::HTTP_RESPONSE_CODE,
            id::MEDIA_TYPE,
        ] {
            let expected = Effect::HonouredBy(&["restJson1", "restXml"]);
            assert_eq!(effect(id), Some(expected), "{id}");
        }
        let of_json = Effect::HonouredBy(&["restJson1"]);
        assert_eq!(effect(id::JSON_NAME), Some(of_json));
        for id in [
            id::XML_ATTRIBUTE,
            id::XML_FLATTENED,
            id::XML_NAME,
            id::XML_NAMESPACE,
        ] {
            let expected = Effect::HonouredBy(&["restXml", "awsQuery", "ec2Query"]);
            assert_eq!(effect(id), Some(expected), "{id}");
        }
        let of_rest_xml = Effect::HonouredBy(&["restXml"]);
        assert_eq!(effect(id::S3_UNWRAPPED_XML_OUTPUT), Some(of_rest_xml));
        let of_ec2 = Effect::HonouredBy(&["ec2Query"]);
        assert_eq!(effect(id::EC2_QUERY_NAME), Some(of_ec2));
    }

    #[test]
    fn an_unknown_trait_is_unknown() {
        assert_eq!(effect("com.example#special"), None);
        assert_eq!(effect("smithy.api#brandNew"), None);
    }
}
