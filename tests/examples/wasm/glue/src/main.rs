//! Writes the JavaScript beside a program: `glue PROGRAM.wasm FOLDER`, as `wasm-bindgen --target nodejs` does. As a library the
//! tool has the version of the program's wasm-bindgen.

use std::env;
use std::error::Error;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(program), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: glue PROGRAM.wasm FOLDER".into());
    };
    let mut bindgen = Bindgen::new();
    bindgen.input_path(program).nodejs(true)?.typescript(false);
    // Names of functions, which only debuggers read, are half of a program.
    bindgen.remove_name_section(true);
    bindgen.remove_producers_section(true);
    bindgen.generate(folder)?;
    Ok(())
}
