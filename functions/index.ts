import { http } from "@google-cloud/functions-framework";
import { registerFunctions } from "./entrypoints/register.ts";

registerFunctions(http);
