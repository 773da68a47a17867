import { ApiError } from "./api-error.ts";

/** The two parts of an upload (`multipart/related`): JSON metadata, then the file. */
export function multipart(contentType: string, body: Buffer): { readonly metadata: unknown; readonly file: Buffer } {
  const boundary = /boundary=["']?([^"';]+)/.exec(contentType)?.[1];
  if (boundary === undefined) throw new ApiError("invalid", `expected multipart/related, got ${contentType}`);
  const marks = indexesOf(body, Buffer.from(`--${boundary}`));
  const parts = marks.slice(0, -1).map((start, index) => {
    const part = body.subarray(start, marks[index + 1]);
    const content = part.subarray(part.indexOf("\r\n\r\n") + 4);
    return content.subarray(0, content.length - (content.subarray(-2).toString() === "\r\n" ? 2 : 0));
  });
  const [metadata, file] = parts;
  if (metadata === undefined || file === undefined) throw new ApiError("invalid", "expected metadata and a file");
  return { metadata: JSON.parse(metadata.toString()), file };
}

function indexesOf(body: Buffer, mark: Buffer): readonly number[] {
  const found: number[] = [];
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) found.push(at);
  return found;
}
