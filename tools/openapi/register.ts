// Registers a child with the generated client, reads the file back, and is refused what is wrong, field by field.
import { Configuration, FileApi, RegistrationApi, ResponseError } from "./client/index.js";

const configuration = new Configuration({ basePath: process.env.AKOMA_URL!, accessToken: process.env.AKOMA_TOKEN! });
const registration = new RegistrationApi(configuration);

const made = await registration.registerChild({
    registerChild: { sex: "F", age: 12, country: "CI", nationality: "CI", givenNames: "Client", familyName: "Essai", anyway: true },
});
if (!made.code) throw new Error("no code: " + JSON.stringify(made));
const read = await new FileApi(configuration).readFile({ code: made.code });
console.log(`${made.code} ${made.status}, read again: ${JSON.stringify(read).length} characters`);

const refused = await registration
    .registerChild({ registerChild: { sex: "F", age: 190, country: "CI", anyway: true } })
    .then(() => undefined, (error: unknown) => (error instanceof ResponseError ? error.response : undefined));
if (refused?.status !== 422) throw new Error(`an age of 190 is answered ${refused?.status}`);
console.log(`an age of 190: ${refused.status} ${JSON.stringify((await refused.json()).errors)}`);
