// Sends the request of an example and shows what the service answers.

async function run(button) {
  const { method, path, type, body } = button.dataset;
  const example = button.closest(".example"), said = example.querySelector("[role=status]");
  button.disabled = true;
  said.textContent = "Asking …";
  const begin = performance.now();
  try {
    const headers = type ? { "Content-Type": type } : {};
    const key = sessionStorage.getItem("plimsoll-key");
    if (key) headers.Authorization = `Bearer ${key}`;
    const answer = await fetch(path, { method, headers, body: method === "GET" ? undefined : body });
    const text = await answer.text();
    said.textContent = `${answer.status} ${answer.statusText}, ${Math.round(performance.now() - begin)} ms, ${text.length.toLocaleString("en-US")} bytes`;
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* a text or a page */ }
    const place = example.querySelector(".answer");
    place.textContent = shown.length > 200_000 ? `${shown.slice(0, 200_000)}\n… (cut here)` : shown;
    place.hidden = false;
  } catch {
    said.textContent = "The service does not answer.";
  } finally {
    button.disabled = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-path]");
  if (button) run(button);
});

for (const command of document.querySelectorAll("pre.curl"))
  command.textContent = command.textContent.replace(/http:\/\/(127\.0\.0\.1|localhost):8080/g, location.origin);
