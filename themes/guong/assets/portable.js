// Loads the files of the search without a server, where a browser gives data to no page: as scripts,
// one at a time, each of which calls `found`.
// Where a server allows scripts of these addresses only, it allows them by this name.
const policy = window.trustedTypes?.createPolicy("guong", { createScriptURL: address => address });
let last = Promise.resolve();
const script = address => new Promise((resolve, reject) => {
  const element = document.createElement("script");
  window.found = data => resolve({ ok: true, json: () => data });
  element.onload = () => element.remove();
  element.onerror = reject;
  const file = `${address}.js`;
  element.src = policy ? policy.createScriptURL(file) : file;
  document.head.append(element);
});
window.loadFile = address => last = last.catch(() => {}).then(() => script(address));
