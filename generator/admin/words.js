// A text: one line or several, in one language or, as {vi: …, en: …}, in each.
const Words = createClass({
  render() {
    const { value, forID, onChange, classNameWrapper, field } = this.props;
    const long = field.get("long");
    const box = (words, change, more) =>
      h("textarea", {
        className: classNameWrapper,
        rows: long ? 5 : 1,
        style: { fieldSizing: "content", resize: "vertical" },
        value: words ?? "",
        onChange: ({ target }) => change(long ? target.value : target.value.replace(/\s*\n\s*/g, " ")),
        ...more,
      });
    if (!value || typeof value !== "object") return box(value, onChange, { id: forID });
    const versions = [...value.entries()].map(([language, words]) =>
      h("label", { key: language }, language,
        box(words, (each) => onChange(value.set(language, each)), { lang: language })));
    return h("div", { id: forID }, versions);
  },
});
CMS.registerWidget("words", Words);
