/** What is asked for and kept, and how it is set up. */
import "../pages/logs";
import "../pages/setup";
import "../pages/uploads";
