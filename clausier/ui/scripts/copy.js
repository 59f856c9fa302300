const CALM_AFTER = 2500; // milliseconds during which the button says that it is done

export default function ({ data, parentElement }) {
  let button = parentElement.querySelector("button.copier");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "copier";
    button.textContent = data.label;
    parentElement.append(button);
  }
  button.onclick = async () => {
    await navigator.clipboard.writeText(data.text);
    button.textContent = data.done;
    setTimeout(() => {
      button.textContent = data.label;
    }, CALM_AFTER);
  };
}
