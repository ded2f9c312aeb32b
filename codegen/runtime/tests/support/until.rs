//! Waiting for what nothing awaits.

use std::time::Duration;
use tokio::time;

/// Waits until something is so elsewhere.
pub async fn until(mut so: impl FnMut() -> bool) {
    let waiting = async {
        while !so() {
            time::sleep(Duration::from_millis(1)).await;
        }
    };
    time::timeout(Duration::from_secs(20), waiting)
        .await
        .expect("what the test waits for does not come");
}
