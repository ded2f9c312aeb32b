//! The programs in `tests/examples/aws` call a server on loopback. Expected requests and the server's responses are
//! written from AWS's API references, not from generated code.
//!
//! * [`workspace`]: the packages, with clients generated from the models in `../shared`;
//! * [`run`]: runs of the programs, and parts of the requests that the server received;
//! * [`query`]: requests and responses of services with awsQuery or ec2Query;
//! * [`lambda`], [`bedrock`], [`api_gateway`], [`dynamodb`], [`glacier`], [`ec2`], [`sts`], [`sns`], [`iam`]: a program each;
//! * [`s3`]: three programs;
//! * [`chat`], [`cloudwatch_logs`], [`kinesis`]: programs that receive event streams, with messages of [`events`].
//!
//! The servers, frames and the check of signatures are the runtime's own test support.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod api_gateway;
mod bedrock;
mod chat;
mod cloudwatch_logs;
mod dynamodb;
mod ec2;
mod events;
#[path = "../../../codegen/runtime/tests/support/frames.rs"]
mod frames;
mod glacier;
mod iam;
mod kinesis;
mod lambda;
mod query;
mod run;
mod s3;
#[path = "../../../codegen/runtime/tests/support/server/mod.rs"]
mod server;
#[allow(dead_code, reason = "the programs call without TLS")]
#[path = "../../../codegen/runtime/tests/support/tls.rs"]
mod server_tls;
#[path = "../../../codegen/runtime/tests/support/signed.rs"]
mod signed;
#[allow(dead_code, reason = "the server parses requests itself")]
#[path = "../../../codegen/runtime/tests/support/sigv4.rs"]
mod sigv4;
mod sns;
mod sts;
#[path = "../../../codegen/runtime/tests/support/two_way.rs"]
mod two_way;
mod workspace;

mod slow {
    //! The build, which all programs share.

    use super::{api_gateway, bedrock, chat, cloudwatch_logs, dynamodb, ec2, glacier, iam};
    use super::{kinesis, lambda, s3, sns, sts, workspace};
    use tests::shared;

    #[test]
    #[ignore = "slow: generates and builds clients of twelve services, with TLS"]
    fn programs_for_other_services_call_them_as_documented() {
        let folders = (shared("aws-models-http"), shared("aws-models"));
        let (Some(http), Some(json)) = folders else {
            return;
        };
        let programs = workspace::build(&[http, json]);
        lambda::check(&programs);
        bedrock::check(&programs);
        chat::check(&programs);
        cloudwatch_logs::check(&programs);
        kinesis::check(&programs);
        api_gateway::check(&programs);
        dynamodb::check(&programs);
        glacier::check(&programs);
        ec2::check(&programs);
        sts::check(&programs);
        s3::check(&programs);
        sns::check(&programs);
        iam::check(&programs);
    }
}
