/** The HTTP routes of Precoro's API: each reads the request, calls the world and writes the response. */
import { Hono } from "hono";
import { checkQuery } from "../kit/queryParameters";
import { badCredentials, invalidQuery, notFound, notSimulated, PrecoroApiError } from "./apiErrors";
import { catalogRoutes } from "./catalog/catalogRoutes";
import {
  documentedParameters,
  invoicePage,
  type ListOptions,
  paymentPage,
  supplierPage,
} from "./listQueries";
import { formOf, numberOf, searchOf } from "./readRequest";
import { errorResponse } from "./wireFormat";
import type { PrecoroWorld } from "./world";

export interface PrecoroRoutes extends ListOptions {
  readonly world: PrecoroWorld;
  readonly email: string;
  readonly apiToken: string;
}

export const precoroRoutes = ({ world, email, apiToken, ...options }: PrecoroRoutes): Hono => {
  const app = new Hono();

  app.onError((error) => {
    if (error instanceof PrecoroApiError) return errorResponse(error);
    throw error;
  });
  app.notFound(() => errorResponse(notFound()));

  // connector/precoro/API.md §1.2: both headers are required.
  app.use(async (c, next) => {
    if (c.req.header("X-AUTH-TOKEN") !== apiToken || c.req.header("email") !== email) throw badCredentials();
    await next();
  });
  app.use(
    checkQuery(
      documentedParameters,
      {
        unknown: (name) => invalidQuery({ [name]: "This field was not expected." }),
        unsupported: notSimulated,
      },
      (c) => c.req.path,
    ),
  );

  // connector/precoro/API.md §2.
  app.get("/suppliers", (c) => c.json(supplierPage(world.suppliers(), searchOf(c), options)));
  app.get("/suppliers/:id", (c) => c.json(world.supplier(numberOf(c))));
  app.post("/suppliers", async (c) => c.json(world.createSupplier(await formOf(c)), 201));
  app.put("/suppliers/:id", async (c) => c.json(world.replaceSupplier(numberOf(c), await formOf(c))));
  app.patch("/suppliers/:id", async (c) => c.json(world.setSupplierLink(numberOf(c), await formOf(c))));

  // connector/precoro/API.md §3: by idn.
  app.get("/invoices", (c) => c.json(invoicePage(world.invoices(), searchOf(c), options, world.row)));
  app.get("/invoices/:id", (c) => c.json(world.invoice(c.req.param("id"))));
  app.patch("/invoices/:id", async (c) =>
    c.json(world.shown(world.setInvoiceLink(c.req.param("id"), await formOf(c)))),
  );

  // connector/precoro/API.md §5, §13: by idn.
  app.get("/payments", (c) => c.json(paymentPage(world.payments(), searchOf(c), options)));
  app.get("/payments/:id", (c) => c.json(world.payment(c.req.param("id"))));
  app.post("/payments", async (c) => c.json(world.createPayment(await formOf(c)), 201));
  app.patch("/payments/:id", async (c) => c.json(world.setPaymentLink(c.req.param("id"), await formOf(c))));

  catalogRoutes(app, world, options);

  return app;
};
