// Erasing asks twice, on the same button; leaving the button takes the question back.
function row(entry, words, actions) {
  const item = document.createElement("li");
  const open = document.createElement("button");
  open.type = "button";
  open.className = "entry";
  if (entry.current) open.setAttribute("aria-current", "true");
  const title = document.createElement("span");
  title.textContent = entry.title;
  const note = document.createElement("small");
  note.textContent = entry.note;
  open.append(title, note);
  open.onclick = () => actions.open(entry.id);

  const forget = document.createElement("button");
  forget.type = "button";
  forget.className = "forget";
  const calm = () => {
    forget.textContent = words.forget;
    forget.setAttribute("aria-label", `${words.forget} : ${entry.title}`);
    delete forget.dataset.asked;
  };
  calm();
  forget.onclick = () => {
    if (forget.dataset.asked) return actions.forget(entry.id);
    forget.dataset.asked = "1";
    forget.textContent = words.confirm;
    forget.setAttribute("aria-label", `${words.confirm} ${entry.title}`);
  };
  forget.onblur = calm;
  item.append(open, forget);
  return item;
}

export default function ({ data, parentElement, setTriggerValue }) {
  let list = parentElement.querySelector("ul.entries");
  if (!list) {
    list = document.createElement("ul");
    list.className = "entries";
    parentElement.append(list);
  }
  const mark = JSON.stringify(data);
  if (list.dataset.mark === mark) return;
  list.dataset.mark = mark;
  const actions = {
    open: (id) => setTriggerValue("open", id),
    forget: (id) => setTriggerValue("forget", id),
  };
  list.replaceChildren(...data.entries.map((entry) => row(entry, data, actions)));
}
