import { serve } from "../../scripts/serve.mjs";
import { check, openBrowser, visit } from "./support/browser.mjs";
import { LISTED, ROOT, UNLISTED, tampered, workshop } from "./support/made.mjs";
import { mkdir } from "node:fs/promises"; import {join} from "node:path";
await mkdir("/tmp/look",{recursive:true});
const shop=await workshop(); const b=await openBrowser();
const key = await shop.keys("keys");
const good = await shop.site("good", await shop.list("list", { key: key.secret }), key.public);
const copy = async (name, options) => (await serve(await shop.siteWith(`site-${name}`, good, await shop.read(await shop.list(name, { key: key.secret, ...options }))))).url;
const S={sample:(await serve(good)).url, real:await copy("real",{madeUp:false}), stale:await copy("stale",{issued:-10}), expired:await copy("expired",{issued:-60}), future:await copy("future",{issued:3}),
 changed:(await serve(await shop.siteWith("changed", good, tampered(await shop.read(join(good, "list.jaanch")))))).url};
const want=[["reported-s","real",LISTED.often],["notlisted-s","sample",UNLISTED],["cannot-s","expired",UNLISTED],["service-s","real","1930"],["impossible-s","real",UNLISTED],["unreadable-s","real","5O123 45678"],["changed-s","changed"],["about-s","real",null,"about"]];
const only=process.argv[2];
for(const [n,u,t,a] of want){ if(only&&!n.startsWith(only))continue; for(const [w,h,c] of [[360,740,"light"],[360,740,"dark"],[1280,800,"light"]]){
 const v=await visit(b,S[u],{viewport:{width:w,height:h},colorScheme:c,reducedMotion:"reduce"}); if(t)await check(v,t); if(a)await v.page.locator("summary").click();
 await v.page.locator("jaanch-check").screenshot({path:`/tmp/look/${n}-${w}-${c}.png`}); await v.close();}}
await b.close(); await shop.clear(); process.exit(0);
