/** Where one begins: every dock, and one of them. */
import "../pages/dock";
import "../pages/overview";
