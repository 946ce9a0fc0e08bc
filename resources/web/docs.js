// Shows /api/v1/openapi.json as a page: every route, who may call it, and the shapes it takes.

const REF = "#/components/schemas/";

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

// A schema as the JSON that it describes, with types for values; a type within itself is named.
function shape(schema, schemas, seen = []) {
  if (schema.$ref) {
    const name = schema.$ref.slice(REF.length);
    return seen.includes(name) ? name : shape(schemas[name], schemas, [...seen, name]);
  }
  if (schema.anyOf || schema.oneOf) {
    const shapes = (schema.anyOf ?? schema.oneOf).map((one) => shape(one, schemas, seen));
    return shapes.every((one) => typeof one === "string") ? shapes.join(" | ") : shapes[0];
  }
  if (schema.enum) return schema.enum.join(" | ");
  if ("const" in schema) return schema.const;
  if (schema.type === "array") return schema.items ? [shape(schema.items, schemas, seen)] : [];
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    return Object.fromEntries(entries.map(([name, one]) => [name, shape(one, schemas, seen)]));
  }
  return schema.format ?? schema.type ?? "any";
}

function json(title, schema, schemas) {
  const text = JSON.stringify(shape(schema, schemas), null, 2);
  return [element("div", "quiet", title), element("pre", "", text)];
}

function parameters(operation) {
  return operation.parameters.map((one) => {
    const type = one.schema.type ?? "";
    return element("p", "", `${one.name} `, element("span", "quiet", `${one.in} ${type}`));
  });
}

function route(method, path, operation, schemas) {
  const body = element("div", "body");
  const who = operation.security ? Object.keys(operation.security[0])[0] : "everybody";
  body.append(element("p", "quiet", `For: ${who}`));
  if (operation.description) body.append(element("p", "", operation.description));
  body.append(...parameters(operation));
  const request = operation.requestBody?.content["application/json"].schema;
  if (request) body.append(...json("Request", request, schemas));
  for (const [status, response] of Object.entries(operation.responses)) {
    const schema = response.content?.["application/json"]?.schema;
    if (schema) body.append(...json(`Response ${status}`, schema, schemas));
  }
  const head = element("summary", "");
  head.append(
    element("span", "method", method.toUpperCase()),
    element("span", "path", path),
    element("span", "quiet", operation.summary),
  );
  return element("details", "", head, body);
}

function frames(schemas) {
  return ["VisitorFrame", "ToVisitor", "AgentFrame", "ToAgent"].flatMap((name) => {
    const union = schemas[name].oneOf ?? schemas[name].anyOf;
    const shapes = union.map((one) => JSON.stringify(shape(one, schemas)));
    const title = element("summary", "", element("span", "path", name));
    return [element("details", "", title, element("div", "body", ...shapes.map(line)))];
  });
}

function line(text) {
  return element("pre", "", text);
}

async function show() {
  const main = document.getElementById("document");
  const answer = await fetch("/api/v1/openapi.json");
  const api = await answer.json();
  const schemas = api.components.schemas;
  main.append(element("p", "quiet", `Version ${api.info.version} · OpenAPI ${api.openapi}`));
  main.append(element("h2", "", "HTTP"));
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      main.append(route(method, path, operation, schemas));
    }
  }
  main.append(element("h2", "", "WebSocket frames"), element("p", "quiet", api.info.description));
  main.append(...frames(schemas));
  main.removeAttribute("aria-busy");
}

show();
