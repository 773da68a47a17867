import { describe, expect, it } from "vitest";
import { toUtf8, utf8Check, utf16Encoding } from "../../../../functions/sources/files/read/encoding.ts";

const inParts = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

describe("UTF-8", () => {
  it.each([1, 2, 3, 5, 64])("is known in parts of %i bytes, whatever characters they cut", (size) => {
    const check = utf8Check("f");
    for (const part of inParts(Buffer.from("é€🙂 Müller 東京"), size)) check.add(part);
    expect(check.isUtf8()).toBe(true);
  });

  it.each([
    ["Müller", "latin1"],
    ["caf\u00e9", "latin1"],
  ] as const)("is not what Windows-1252 writes: %s", (text, encoding) => {
    const check = utf8Check("f");
    check.add(Buffer.from(text, encoding));
    expect(check.isUtf8()).toBe(false);
  });
});

describe("UTF-16", () => {
  it("is known by its mark, or by zero bytes on one side", () => {
    const bytes = Buffer.from("Day,Cost\n1,2\n", "utf16le");
    expect(utf16Encoding(bytes)).toBe("utf-16le");
    expect(utf16Encoding(Buffer.from(bytes).swap16())).toBe("utf-16be");
    expect(utf16Encoding(Buffer.from("\ufeff東京", "utf16le"))).toBe("utf-16le");
    expect(utf16Encoding(Buffer.from("Day,Cost\n1,2\n"))).toBe(null);
    expect(utf16Encoding(Buffer.from([0, 0, 1, 0, 0, 2, 0, 0]))).toBe(null);
  });
});

describe("transcoding", () => {
  it.each([
    "utf-16le",
    "utf-16be",
    "windows-1252",
  ] as const)("gives UTF-8 of %s in parts of any size", async (encoding) => {
    const text = encoding === "windows-1252" ? "Müller 5 €" : "Müller 東京 🙂";
    const bytes =
      encoding === "windows-1252"
        ? Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x35, 0x20, 0x80])
        : encoding === "utf-16le"
          ? Buffer.from(text, "utf16le")
          : Buffer.from(text, "utf16le").swap16();
    for (const size of [1, 3, 100]) {
      const chunks: Buffer[] = [];
      for await (const chunk of toUtf8(stream(inParts(bytes, size)), encoding, "f")) chunks.push(chunk);
      expect(Buffer.concat(chunks).toString("utf8")).toBe(text);
    }
  });

  it("fails where UTF-16 is cut off", async () => {
    const read = async (): Promise<void> => {
      for await (const _ of toUtf8(stream([Buffer.from([0x41, 0, 0x42])]), "utf-16le", "f"));
    };
    await expect(read()).rejects.toMatchObject({ kind: "data", message: expect.stringContaining("utf-16le") });
  });
});

async function* stream(parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}
