// Prints the status of a sync: node status.cjs FOLDER ENDPOINT LINK BRANCH
// FOLDER has the output of `glue`; keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
const path = require("node:path");

const [folder, endpoint, link, branch] = process.argv.slice(2);
const { SyncClient } = require(path.resolve(folder, "wasm.js"));
const { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = process.env;

const client = new SyncClient("eu-west-1", keyId, secret, token, endpoint);
client.status(link, branch).then(console.log, (error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
