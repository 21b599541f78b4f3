/** The code of the cards and of the dashboard. */
import "./dock-card";
import "./media-card";
import "./strategy";
import "./uploads-card";
