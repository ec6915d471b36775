// Proposes the browser's own time zone where nobody has chosen one yet.
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const list of document.querySelectorAll("[data-own-zone] select[name=time_zone]")) {
  if ([...list.options].some((option) => option.value === zone)) list.value = zone;
}
