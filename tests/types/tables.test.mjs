// The tables of operations (`src/boundary`, as `pkg-template/facade/operations.ts` has them) held against what callers are
// told: every option of a table stands in the declared type of its function and in docs/api, and the other way round; what a
// table demands is declared as required, and what it does not is not; what may be undefined at run time may be so by its type, also
// under exactOptionalPropertyTypes, and nothing else may; the channels of the auth engine have the same options in both.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import { installFolder, packageFolder } from "../package/installed.mjs";
import { operations } from "../package/call-model.mjs";
import { ts } from "./compiler.mjs";

/** Kinds whose members are the vendor's or the caller's own, and in no table. */
const OBJECTS = ["object", "objectByChannel", "jsonObject"];
const CHANNEL_BITS = { mobile: 1, web: 2, mfa: 4 };
/** Operations behind methods of `Profile`, and those that are tables in JavaScript: they have no options of their own. */
const WITHOUT_FUNCTION = ["caxton.environments", "pledg.environments"];
/**
 * Options that may be left out as far as the table goes, and not by the type: where the rule says what is missing, since it
 * depends on others or has words of its own. Each with why.
 */
const DEMANDED_BY_THE_RULE = [
  [/^capillary\.customer\./, "src/api/capillary/customer/call.rs says what each call needs in its channel"],
  [/^pledg\.(verifyNotification|readReturn): options(: secret)?$/, "null says that none is expected; left out, the rule says what that would mean"],
];
const isDemandedByTheRule = (place) => DEMANDED_BY_THE_RULE.some(([places]) => places.test(place));

const USES = join(installFolder, "tables.mts");
const program = programOf(`import * as root from 'commerce-auth';\nimport * as server from 'commerce-auth/server';\nexport { root, server };\n`);
const checker = program.getTypeChecker();
const file = program.getSourceFile(USES);
const [root, server] = file.statements.slice(0, 2).map((statement) => checker.getTypeAtLocation(statement.importClause.namedBindings.name));

function programOf(text) {
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, noEmit: true, types: [], lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.esnext.disposable.d.ts"] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, ...rest) => (name === USES ? ts.createSourceFile(name, text, options.target) : getSourceFile.call(host, name, ...rest));
  host.fileExists = (name) => name === USES || fileExists.call(host, name);
  return ts.createProgram([USES], options, host);
}

/** The type of a member, by a way of names. */
function at(type, way) {
  return way.split(".").reduce((part, name) => {
    const member = checker.getPropertyOfType(part, name);
    assert.ok(member, `there is no ${way}`);
    return checker.getTypeOfSymbol(member);
  }, type);
}

/** The declared parameters of the public function of an operation. */
function parametersOf({ name }) {
  const type = name.startsWith("profile.") ? at(checker.getReturnTypeOfSignature(at(server, "defineProfile").getCallSignatures()[0]), name.slice(8)) : at(name === "defineProfile" ? server : root, name);
  const [signature] = type.getCallSignatures();
  return signature.parameters.map((parameter) => ({
    name: parameter.name,
    type: checker.getTypeOfSymbol(parameter),
    isOptional: checker.isOptionalParameter(parameter.valueDeclaration),
  }));
}

const partsOf = (type) => (type.isUnion() ? type.types : [type]).filter((part) => (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) === 0);

/** The members of an options type: for each name the types it has, and whether every part of the type demands it. */
function declaredMembers(type, channel) {
  const members = new Map();
  const parts = partsOf(type).filter((part) => channel === undefined || isOfChannel(part, channel));
  for (const part of parts) {
    for (const property of checker.getPropertiesOfType(part)) {
      const own = checker.getTypeOfSymbol(property);
      // `password?: never` says that a member must not be there.
      const isRuledOut = partsOf(own).every(({ flags }) => flags & ts.TypeFlags.Never);
      const isDemanded = !isRuledOut && (property.flags & ts.SymbolFlags.Optional) === 0;
      const known = members.get(property.name) ?? { types: [], demandedBy: 0, takesUndefined: true };
      members.set(property.name, {
        types: isRuledOut ? known.types : [...known.types, own],
        demandedBy: known.demandedBy + (isDemanded ? 1 : 0),
        takesUndefined: known.takesUndefined && (isDemanded || isRuledOut || saysUndefined(property)),
      });
    }
  }
  for (const [name, { types, demandedBy, takesUndefined }] of members) {
    if (types.length === 0) members.delete(name);
    else members.set(name, { types, isRequired: demandedBy === parts.length, takesUndefined });
  }
  return members;
}

/** Whether its declaration says so; the type of every optional member has something like it. */
const saysUndefined = ({ declarations }) => declarations.every(({ type }) => /\| undefined$/.test(type?.getText() ?? ""));

function isOfChannel(part, channel) {
  const property = checker.getPropertyOfType(part, "channel");
  if (property === undefined) return true;
  return partsOf(checker.getTypeOfSymbol(property)).some((literal) => !literal.isStringLiteral() || literal.value === channel);
}

/** What a table and a type say differently of an object's members. */
function differences(place, members, types, channel, isExempt) {
  const declared = new Map();
  for (const type of types) for (const [name, member] of declaredMembers(type, channel)) declared.set(name, member);
  const inTable = members.filter(({ channels = 7 }) => channel === undefined || channels & CHANNEL_BITS[channel]);
  const where = channel === undefined ? place : `${place} (${channel})`;
  return [
    ...[...declared.keys()].filter((name) => !inTable.some((member) => member.name === name)).map((name) => `${where}: ${name} is declared, and in no table`),
    ...inTable.flatMap((member) => {
      const found = declared.get(member.name);
      if (found === undefined) return [`${where}: ${member.name} is in the table, and not declared`];
      const isRequired = member.need === undefined && member.kind !== "flag" && member.kind !== "now";
      return [
        ...(isRequired !== found.isRequired && !(found.isRequired && isExempt(`${where}: ${member.name}`)) ? [`${where}: ${member.name} is ${isRequired ? "required" : "optional"} in the table, and not so declared`] : []),
        ...(!isRequired && !found.isRequired && found.takesUndefined !== (member.need !== "meant") ? [`${where}: ${member.name} ${found.takesUndefined ? "takes" : "refuses"} undefined by its type, and not so at run time`] : []),
        ...(OBJECTS.includes(member.kind) ? differences(`${place}.${member.name}`, member.members, found.types, channel, isExempt) : []),
      ];
    }),
  ];
}

function differencesOf(operation, isExempt = isDemandedByTheRule) {
  const parameters = parametersOf(operation);
  // Profiles cross as text that was checked before, in an argument of their own.
  const takes = operation.takes.filter(({ kind, name }) => !(operation.name.startsWith("profile.") && kind === "written" && name === "profile"));
  return takes.flatMap((field, index) => {
    const parameter = parameters[index];
    const place = `${operation.name}: ${field.name}`;
    if (parameter === undefined) return [`${place} is in the table, and no parameter`];
    const isOptional = field.need !== undefined;
    return [
      ...(isOptional !== parameter.isOptional && !(isOptional && isExempt(place)) ? [`${place} is ${isOptional ? "optional" : "required"} in the table, and not so declared`] : []),
      ...(field.kind === "objectByChannel"
        ? Object.keys(CHANNEL_BITS).flatMap((channel) => differences(place, field.members, [parameter.type], channel, isExempt))
        : OBJECTS.includes(field.kind)
          ? differences(place, field.members, [parameter.type], undefined, isExempt)
          : []),
    ];
  });
}

const withFunctions = operations.filter(({ name }) => !WITHOUT_FUNCTION.includes(name));

for (const operation of withFunctions) {
  test(`${operation.name} is declared as its table has it`, () => {
    assert.deepEqual(differencesOf(operation), []);
  });
}

test("the declarations are read, and there are as many operations as there should be", () => {
  assert.equal(ts.getPreEmitDiagnostics(program, file).length, 0);
  assert.ok(withFunctions.length > 50, `${withFunctions.length}`);
  assert.ok(packageFolder.startsWith(installFolder));
});

const API = readFileSync(new URL("../../docs/api/index.md", import.meta.url), "utf8") + readFileSync(new URL("../../docs/api/server.md", import.meta.url), "utf8");

/** Every name of an option in a table, with the operations it stands in. */
function optionNames() {
  const names = new Map();
  const visit = (members, operation) => {
    for (const member of members) {
      names.set(member.name, [...(names.get(member.name) ?? []), operation]);
      if (OBJECTS.includes(member.kind)) visit(member.members, operation);
    }
  };
  for (const { name, takes } of operations) visit(takes.filter(({ kind }) => OBJECTS.includes(kind)).flatMap(({ members }) => members), name);
  return names;
}

test("what the rules demand is demanded somewhere", () => {
  const demanded = withFunctions.flatMap((operation) => differencesOf(operation, () => false));
  for (const [places, why] of DEMANDED_BY_THE_RULE) {
    assert.ok(demanded.some((difference) => places.test(difference.split(" is ")[0])), `${places} is out of use: ${why}`);
  }
});

test("docs/api has every function and every option of a table", () => {
  const missing = [
    ...withFunctions.map(({ name }) => name.split(".").at(-1)).filter((name) => !API.includes(`${name}(`)),
    ...[...optionNames().keys()].filter((name) => !new RegExp(`\\b${name}\\b`).test(API)),
  ];
  assert.deepEqual(missing, []);
});

test("seen: an option that only one of both has, and one that is not as needed", () => {
  const operation = operations.find(({ name }) => name === "capillary.oauthHeaders");
  const [options] = operation.takes;
  const changed = (members) => differencesOf({ ...operation, takes: [{ ...options, members }] });
  const place = "capillary.oauthHeaders: options";
  assert.deepEqual(changed(options.members.filter(({ name }) => name !== "attribution")), [`${place}: attribution is declared, and in no table`]);
  assert.deepEqual(changed([...options.members, { name: "colour", kind: "text" }]), [`${place}: colour is in the table, and not declared`]);
  const optional = options.members.map((member) => (member.name === "accessToken" ? { ...member, need: "optional" } : member));
  assert.deepEqual(changed(optional), [`${place}: accessToken is optional in the table, and not so declared`]);
});

test("seen: an option that may be undefined on one side only", () => {
  const operation = operations.find(({ name }) => name === "capillary.oauthHeaders");
  const [options] = operation.takes;
  const members = options.members.map((member) => (member.name === "attribution" ? { ...member, need: "meant" } : member));
  const place = "capillary.oauthHeaders: options";
  assert.deepEqual(differencesOf({ ...operation, takes: [{ ...options, members }] }), [`${place}: attribution takes undefined by its type, and not so at run time`]);
});

test("seen: an option that another channel has", () => {
  const operation = operations.find(({ name }) => name === "capillary.customer.tokenRequest");
  const [options] = operation.takes;
  const members = options.members.map((member) => (member.channels === undefined ? member : { ...member, channels: 7 }));
  assert.notDeepEqual(differencesOf({ ...operation, takes: [{ ...options, members }] }), []);
});
