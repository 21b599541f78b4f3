// Saves what no browser shows: archives of logs, raw photos, satellite data.
//
// Home Assistant's media browser opens a player for every file, and says of these that it does not
// support them. It asks for that player with an event, of which others are none of our business.
window.addEventListener(
  "show-dialog",
  (event) => {
    const { dialogTag, dialogParams } = event.detail ?? {};
    if (
      dialogTag !== "hui-dialog-web-browser-play-media" ||
      dialogParams?.sourceType !== "application/octet-stream" ||
      !isOurs(dialogParams.sourceUrl)
    ) {
      return;
    }
    event.stopImmediatePropagation();
    const link = document.createElement("a");
    link.href = dialogParams.sourceUrl;
    // Blank: under the name that comes with the file. It also keeps this from being a navigation.
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
  },
  true,
);

// Through Home Assistant, or straight from the bucket, where our links end with a mark.
function isOurs(address) {
  const url = new URL(address, location.href);
  return (
    (url.origin === location.origin && url.pathname.startsWith("/api/dji_dock/media/")) ||
    (url.protocol.startsWith("http") && url.hash === "#dji_dock")
  );
}
