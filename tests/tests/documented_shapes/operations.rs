//! The operations, each with the module and the type that it has in the generated crate.

/// Hands all operations to a macro of the caller.
macro_rules! with_operations {
    ($macro:ident) => {
        $macro! {
            codeconnections {
                create_sync_configuration: CreateSyncConfiguration,
                delete_sync_configuration: DeleteSyncConfiguration,
                get_repository_link: GetRepositoryLink,
                get_repository_sync_status: GetRepositorySyncStatus,
                get_resource_sync_status: GetResourceSyncStatus,
                get_sync_blocker_summary: GetSyncBlockerSummary,
                get_sync_configuration: GetSyncConfiguration,
                list_repository_links: ListRepositoryLinks,
                list_repository_sync_definitions: ListRepositorySyncDefinitions,
                list_sync_configurations: ListSyncConfigurations,
                update_sync_blocker: UpdateSyncBlocker,
                update_sync_configuration: UpdateSyncConfiguration,
            }
            proton {
                create_service_sync_config: CreateServiceSyncConfig,
                create_template_sync_config: CreateTemplateSyncConfig,
                delete_service_sync_config: DeleteServiceSyncConfig,
                delete_template_sync_config: DeleteTemplateSyncConfig,
                get_repository_sync_status: GetRepositorySyncStatus,
                get_service_instance_sync_status: GetServiceInstanceSyncStatus,
                get_service_sync_blocker_summary: GetServiceSyncBlockerSummary,
                get_service_sync_config: GetServiceSyncConfig,
                get_template_sync_config: GetTemplateSyncConfig,
                get_template_sync_status: GetTemplateSyncStatus,
                list_repository_sync_definitions: ListRepositorySyncDefinitions,
                update_service_sync_blocker: UpdateServiceSyncBlocker,
                update_service_sync_config: UpdateServiceSyncConfig,
                update_template_sync_config: UpdateTemplateSyncConfig,
            }
        }
    };
}

pub(crate) use with_operations;
