// Streamlit has no setting for these words. Exact matches on controls; patterns on its upload messages.
const SAID = {
  "Close": "Fermer",
  "Close dialog": "Fermer",
  "Send message": "Envoyer la question",
  "Submit": "Envoyer la question",
  "Upload": "Choisir des fichiers",
  "file upload": "Fichiers à joindre",
  "Upload files": "Joindre des fichiers",
  "Upload a file": "Joindre un fichier",
  "Upload or drag and drop files": "Joindre des fichiers",
  "Upload or drag and drop a file": "Joindre un fichier",
  "Browse files": "Choisir des fichiers",
  "Copy to clipboard": "Copier",
  "Fullscreen": "Plein écran",
  "Close fullscreen": "Quitter le plein écran",
  "Exit fullscreen": "Quitter le plein écran",
  "Remove file": "Retirer le fichier",
  "Clear all": "Tout effacer",
  "Clear value": "Effacer",
  "Remove all": "Tout retirer",
  "Select all": "Tout choisir",
  "No results": "Aucun résultat",
  "No options to select": "Rien d’autre à choisir",
  "No options to select.": "Rien d’autre à choisir",
  "Choose options": "Choisir",
  "Resize dialog": "Changer la largeur du volet",
  "Resize drawer": "Changer la largeur du volet",
  "Show password": "Montrer le mot de passe",
  "Hide password": "Cacher le mot de passe",
  "Connection error": "La page a perdu le contact avec Clausier",
  "Connecting": "Connexion",
  "dd": "jj",
  "yyyy": "aaaa",
};
const PATTERNS = [
  [/^\d+ ?[KMG]B per file.*$/, "ou déposez-les ici"],
  [/^(?:Error: )?File must be ([\d.]+) ?MB or smaller\.?$/, "Ce fichier dépasse $1\u00a0Mo."],
  [/^(.+) files are not allowed\.?$/, "Les fichiers $1 ne sont pas acceptés."],
  [/^(?:Error: )?(?:Upload|File upload) failed\.?.*$/, "Le fichier n’a pas pu être transmis."],
  [/^Press Enter to (?:apply|submit form)$/, "Entrée pour valider"],
  [/^Remove (.+)$/, "Retirer $1"],
];
// Never inside what documents, models and readers wrote.
const OURS = ".stHtml, .prose, .entries, .stText, textarea, input";

function french(text) {
  const trimmed = text.trim();
  if (Object.hasOwn(SAID, trimmed)) return SAID[trimmed];
  for (const [pattern, said] of PATTERNS) if (pattern.test(trimmed)) return trimmed.replace(pattern, said);
  return null;
}

function translate(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    if (root.parentElement?.closest(OURS)) return;
    const said = french(root.data);
    if (said !== null && said !== root.data) root.data = said;
    return;
  }
  if (root.nodeType !== Node.ELEMENT_NODE || root.closest(OURS)) return;
  for (const element of [root, ...root.querySelectorAll("[aria-label],[title]")]) {
    for (const name of ["aria-label", "title"]) {
      const value = element.getAttribute(name);
      const said = value && french(value);
      if (said) element.setAttribute(name, said);
    }
  }
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) translate(texts.currentNode);
}

function bring(anchor) {
  const block = document.querySelector(`.st-key-${CSS.escape(anchor)}`);
  if (!block) return false;
  block.scrollIntoView({ block: "start" });
  return true;
}

export default function ({ data }) {
  document.documentElement.lang = "fr";
  const anchor = data?.anchor ?? "";
  if (anchor && document.documentElement.dataset.anchor !== anchor) {
    document.documentElement.dataset.anchor = anchor;
    if (!bring(anchor)) requestAnimationFrame(() => bring(anchor));
  }
  translate(document.body);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else translate(change.target);
    }
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["aria-label", "title"],
  });
  return () => observer.disconnect();
}
