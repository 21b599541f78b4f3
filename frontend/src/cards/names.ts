/**
 * What Home Assistant's pickers show of the cards: they ask before any text of ours is loaded, so
 * these few are here, by the language of the page.
 */
const NAMES: Record<string, Record<Named, [name: string, description: string]>> = {
  en: {
    dock: ["DJI Dock", "A dock as a picture of its state, with the controls that matter"],
    uploads: ["DJI Dock: log uploads", "Uploads of logs that run, and the last that ended"],
    media: ["DJI Dock: media", "The newest photos and videos of a dock"],
    dashboard: ["DJI Dock", "A ready dashboard of your docks, which follows them"],
  },
  de: {
    dock: ["DJI Dock", "Ein Dock als Bild seines Zustands, mit den wichtigen Bedienelementen"],
    uploads: ["DJI Dock: Log-Uploads", "Laufende Uploads von Logs und die letzten"],
    media: ["DJI Dock: Medien", "Die neuesten Fotos und Videos eines Docks"],
    dashboard: ["DJI Dock", "Ein fertiges Dashboard deiner Docks, das ihnen folgt"],
  },
  es: {
    dock: ["DJI Dock", "Un dock como imagen de su estado, con los controles que importan"],
    uploads: ["DJI Dock: subidas de registros", "Las subidas en curso y las últimas terminadas"],
    media: ["DJI Dock: multimedia", "Las fotos y los vídeos más recientes de un dock"],
    dashboard: ["DJI Dock", "Un panel listo de tus docks, que los sigue"],
  },
  fr: {
    dock: ["DJI Dock", "Un dock en image de son état, avec les commandes qui comptent"],
    uploads: ["DJI Dock : envois de journaux", "Les envois en cours et les derniers terminés"],
    media: ["DJI Dock : médias", "Les photos et vidéos les plus récentes d'un dock"],
    dashboard: ["DJI Dock", "Un tableau de bord prêt de vos docks, qui les suit"],
  },
  zh: {
    dock: ["DJI 机场", "以图形显示机场状态，并提供重要的操作"],
    uploads: ["DJI 机场：日志上传", "正在进行的和最近结束的日志上传"],
    media: ["DJI 机场：媒体", "机场最新的照片和视频"],
    dashboard: ["DJI 机场", "自动生成并随机场更新的仪表板"],
  },
};

export type Named = "dock" | "uploads" | "media" | "dashboard";

export function nameOf(what: Named): { name: string; description: string } {
  const language = document.documentElement.lang.split("-")[0] ?? "en";
  const [name, description] = (NAMES[language] ?? NAMES.en)?.[what] ?? ["DJI Dock", ""];
  return { name, description };
}
