/** The HTTP routes for custom fields, options, locations and items. */
import type { Hono } from "hono";
import { itemPage, type ListOptions, plainPage } from "../listQueries";
import { formOf, numberOf, searchOf } from "../readRequest";
import type { FieldKind } from "../records";
import type { PrecoroWorld } from "../world";

/** connector/precoro/API.md §6. */
const paths: readonly (readonly [string, FieldKind])[] = [
  ["/documentcustomfields", "documentCustomFields"],
  ["/itemcustomfields", "itemCustomFields"],
];

export const catalogRoutes = (app: Hono, world: PrecoroWorld, options: ListOptions): void => {
  for (const [path, kind] of paths) {
    app.get(path, (c) => c.json(plainPage(world.fields(kind), searchOf(c), options)));
    app.post(path, async (c) => c.json(world.createField(kind, await formOf(c)), 201));
    app.get(`${path}/:id/options`, (c) =>
      c.json(plainPage(world.options(kind, numberOf(c)), searchOf(c), options)),
    );
    app.post(`${path}/:id/options`, async (c) =>
      c.json(world.createOption(kind, numberOf(c), await formOf(c)), 201),
    );
    app.put(`${path}/:id/options/:optionId`, async (c) =>
      c.json(world.replaceOption(kind, numberOf(c), numberOf(c, "optionId"), await formOf(c))),
    );
    app.patch(`${path}/:id/options/:optionId`, async (c) =>
      c.json(world.setOptionLink(kind, numberOf(c), numberOf(c, "optionId"), await formOf(c))),
    );
  }

  // connector/precoro/API.md §7, §13.
  app.get("/locations", (c) => c.json(plainPage(world.locations(), searchOf(c), options)));
  app.post("/locations", async (c) => c.json(world.createLocation(await formOf(c)), 201));
  app.put("/locations/:id", async (c) => c.json(world.replaceLocation(numberOf(c), await formOf(c))));
  app.patch("/locations/:id", async (c) => c.json(world.setLocationLink(numberOf(c), await formOf(c))));

  // connector/precoro/API.md §7.
  app.get("/items", (c) => c.json(itemPage(world.items(), searchOf(c), options)));
  app.get("/items/:id", (c) => c.json(world.item(numberOf(c))));
  app.post("/items", async (c) => c.json(world.createItem(await formOf(c)), 201));
  app.put("/items/:id", async (c) => c.json(world.replaceItem(numberOf(c), await formOf(c))));
  app.patch("/items/:id", async (c) => c.json(world.setItemLink(numberOf(c), await formOf(c))));
};
