// Passkeys, where the browser has them. Without this script everything works with a password.
(() => {
  "use strict";

  if (!window.isSecureContext || !window.PublicKeyCredential) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const known = (list) => (list || "").split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) }));

  const ask = {
    async add(data, set) {
      const made = await navigator.credentials.create({
        publicKey: {
          challenge: bytes(data.challenge),
          rp: { id: data.site, name: "Holdfast" },
          user: { id: bytes(data.user), name: data.name, displayName: data.name },
          pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
          authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
          excludeCredentials: known(data.known),
          attestation: "none",
        },
      });
      set("client-data", made.response.clientDataJSON);
      set("authenticator-data", made.response.getAuthenticatorData());
    },

    async sign(data, set) {
      const signed = await navigator.credentials.get({
        publicKey: {
          challenge: bytes(data.challenge),
          rpId: data.site,
          allowCredentials: known(data.known),
          userVerification: "required",
        },
      });
      set("passkey", signed.rawId);
      set("client-data", signed.response.clientDataJSON);
      set("authenticator-data", signed.response.authenticatorData);
      set("signature", signed.response.signature);
    },
  };

  for (const place of document.querySelectorAll("[data-passkey-needed]")) place.hidden = false;
  for (const place of document.querySelectorAll("[data-passkey-missing]")) place.hidden = true;

  for (const mark of document.querySelectorAll("[data-passkey]")) {
    const form = mark.closest("form");
    const set = (name, buffer) => { form.elements[name].value = text(buffer); };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = document.getElementById("passkey-problem");
      told.hidden = true;
      try {
        await ask[mark.dataset.passkey](mark.dataset, set);
      } catch {
        told.hidden = false;
        return;
      }
      form.submit();
    });
  }
})();
