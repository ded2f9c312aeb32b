//! An object of Amazon S3, and a list of objects.

use std::fmt::Write as _;

/// An object of 1 KiB.
pub fn object() -> Vec<u8> {
    (0..=250).cycle().take(1024).collect()
}

/// The headers of its response.
///
/// The checksum is that of a bitwise CRC64NVME.
pub const OBJECT_HEADERS: &str = "\
    x-amz-id-2: q7BGUmYzGDBDOoO0lz5BGGlSzLhtvVqzdOPpnVJKGvNcF0cXwTbbzGYzeGDbbPzRtG0f3t5N3AM=\r\n\
    x-amz-request-id: 3B3C7C725673C630\r\n\
    date: Mon, 30 Nov 2026 19:00:00 GMT\r\n\
    last-modified: Sun, 22 Nov 2026 09:14:51 GMT\r\n\
    etag: \"fafb00f5732ab283681e124bf8747ed1\"\r\n\
    x-amz-server-side-encryption: AES256\r\n\
    x-amz-checksum-crc64nvme: /uldx62sBj8=\r\n\
    x-amz-checksum-type: FULL_OBJECT\r\n\
    accept-ranges: bytes\r\n\
    content-type: application/octet-stream\r\n\
    server: AmazonS3\r\n";

/// A page of 1,000 objects.
pub fn listing() -> String {
    let mut page = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>bucket</Name><Prefix></Prefix>\
         <NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken>\
         <KeyCount>1000</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>true</IsTruncated>"
        .to_owned();
    for number in 0..1000 {
        let _ = write!(
            page,
            "<Contents><Key>orders/2026/11/22/order-{number:08}.json</Key>\
             <LastModified>2026-11-22T09:14:{:02}.000Z</LastModified>\
             <ETag>&quot;fafb00f5732ab283681e124b{number:08x}&quot;</ETag>\
             <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>\
             <Size>{}</Size><StorageClass>STANDARD</StorageClass></Contents>",
            number % 60,
            41_284 + number
        );
    }
    page + "</ListBucketResult>"
}
