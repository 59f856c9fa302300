// A chip never starts a line: it keeps to the word before it and the sign after it.
const LAST = /^(.*?)(\S+?)([.!?…;:»\s]*)$/s;

function chip({ mark, name, place }, opens) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.dataset.place = place;
  button.setAttribute("aria-label", `${opens}${name}`);
  button.textContent = mark;
  return button;
}

function written({ text, chips }, opens) {
  const sentence = document.createElement("span");
  const [, start, word, end] = text.trim().match(LAST) ?? [null, "", text, ""];
  const kept = document.createElement("span");
  kept.className = "kept";
  kept.append(word);
  for (const one of chips) kept.append("\u00a0", chip(one, opens));
  kept.append(end);
  sentence.append(start, kept, " ");
  return sentence;
}

export default function ({ data, parentElement, setTriggerValue }) {
  let paragraph = parentElement.querySelector("p.prose");
  if (!paragraph) {
    paragraph = document.createElement("p");
    paragraph.className = "txt prose";
    paragraph.setAttribute("aria-live", "polite");
    parentElement.append(paragraph);
  }
  paragraph.onclick = (event) => {
    const place = event.target.closest(".chip")?.dataset.place;
    if (place) setTriggerValue("source", Number(place));
  };
  // What is already there stays, so that the focus on a chip is not lost while other sentences come.
  data.sentences.forEach((sentence, place) => {
    const mark = JSON.stringify(sentence);
    const present = paragraph.children[place];
    if (present?.dataset.mark === mark) return;
    const made = written(sentence, data.opens);
    made.dataset.mark = mark;
    if (present) present.replaceWith(made);
    else paragraph.append(made);
  });
  while (paragraph.children.length > data.sentences.length) paragraph.lastElementChild.remove();
}
