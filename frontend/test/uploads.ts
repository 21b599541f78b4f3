/** Uploads as the server tells of them. */
import type { UploadFile, UploadView } from "../src/data/types";
import { uploadView } from "./views";

export function aFile(
  module: UploadFile["module"] = "dock",
  more: Partial<UploadFile> = {},
): UploadFile {
  return {
    module,
    object_key: `${module}.tar`,
    boot_indexes: [1],
    status: "uploaded",
    progress: 100,
    size: null,
    stored_size: null,
    deleted: false,
    verified: "ok",
    code: null,
    rate: null,
    eta: null,
    words: null,
    ...more,
  };
}

/** One that has ended; `day` is the one of November on which it began, parts of one are hours of it. */
export function anUpload(
  upload_id: string,
  day: number,
  more: Partial<UploadView> = {},
): UploadView {
  return uploadView({
    upload_id,
    status: "uploaded",
    modules: ["dock"],
    created: new Date(Date.UTC(2026, 10, 0) + day * 86_400_000).toISOString(),
    progress: 100,
    rate: null,
    eta: null,
    files: [aFile()],
    may: { cancel: false, retry: true, download: true, delete: true },
    ...more,
  });
}
