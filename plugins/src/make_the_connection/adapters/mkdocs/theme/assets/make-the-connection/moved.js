// The place on the page and the choices of a filter go along to where the page is now.
location.replace(document.querySelector("main a").href + location.search + location.hash);
