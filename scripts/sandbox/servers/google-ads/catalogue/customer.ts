import { dimension } from "./field.ts";
import { nameOf, resource } from "./resource.ts";

export const customer = resource("customer", ({ customer: { id } }) => `customers/${id}`, [
  dimension("customer.id", "INT64", (item) => item.customer.id),
  dimension("customer.descriptive_name", "STRING", (item) => item.customer.name),
  dimension("customer.currency_code", "STRING", (item) => item.customer.currencyCode),
  dimension("customer.time_zone", "STRING", (item) => item.customer.timeZone),
  dimension("customer.manager", "BOOLEAN", (item) => item.customer.isManager),
  dimension("customer.test_account", "BOOLEAN", () => false),
  dimension("customer.auto_tagging_enabled", "BOOLEAN", () => true),
  dimension("customer.status", "ENUM CustomerStatus", (item) => item.customer.status),
]);

export const customerClient = resource(
  "customer_client",
  (item) => nameOf(item, "customerClients", item.client?.account.id),
  [
    dimension("customer_client.client_customer", "RESOURCE_NAME", ({ client }) =>
      client ? `customers/${client.account.id}` : undefined,
    ),
    dimension("customer_client.id", "INT64", ({ client }) => client?.account.id),
    dimension("customer_client.level", "INT64", ({ client }) => client?.level),
    dimension("customer_client.descriptive_name", "STRING", ({ client }) => client?.account.name),
    dimension("customer_client.currency_code", "STRING", ({ client }) => client?.account.currencyCode),
    dimension("customer_client.time_zone", "STRING", ({ client }) => client?.account.timeZone),
    dimension("customer_client.manager", "BOOLEAN", ({ client }) => client?.account.isManager),
    dimension("customer_client.hidden", "BOOLEAN", ({ client }) => (client ? false : undefined)),
    dimension("customer_client.test_account", "BOOLEAN", ({ client }) => (client ? false : undefined)),
    dimension("customer_client.status", "ENUM CustomerStatus", ({ client }) => client?.account.status),
  ],
);
