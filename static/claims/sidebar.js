// Open the sidebar before the page is drawn, if it is to be open: the admin's own script does it
// after that, and everything moves.
"use strict";
{
  let open = true;
  try {
    open = localStorage.getItem("django.admin.navSidebarIsOpen") !== "false";
  } catch {
    // A browser that keeps nothing.
  }
  document.getElementById("main").classList.toggle("shifted", open);
}
