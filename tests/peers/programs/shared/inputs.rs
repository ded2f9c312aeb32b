//! Inputs of the calls of this project's crate.

use generated::codeconnections::operation::get_repository_sync_status as codeconnections;
use generated::proton::operation::get_repository_sync_status as proton;

pub fn proton() -> proton::GetRepositorySyncStatusInput {
    proton::GetRepositorySyncStatusInput::new(proton::GetRepositorySyncStatusInputRequired {
        repository_name: "owner/name".to_owned(),
        repository_provider: "GITHUB".into(),
        branch: "main".to_owned(),
        sync_type: "TEMPLATE_SYNC".into(),
    })
}

pub fn codeconnections() -> codeconnections::GetRepositorySyncStatusInput {
    let required = codeconnections::GetRepositorySyncStatusInputRequired {
        branch: "main".to_owned(),
        repository_link_id: "8e4d1a3c-0000-4000-8000-000000000000".to_owned(),
        sync_type: "CFN_STACK_SYNC".into(),
    };
    codeconnections::GetRepositorySyncStatusInput::new(required)
}
